import type {Answer} from './answer.ts'
import {type LoopbackOptions, type LoopbackServer, startLoopbackServer} from './loopback-server.ts'
import type {RecordedRequest} from './recorded-request.ts'
import {sendAnswer} from './send-answer.ts'

/** How a server answers, as a function of what it is asked. `behaviours/` holds those of real products. */
export type Behaviour = (request: RecordedRequest) => Answer

/** Starts a server that says what no real registry can be brought to say. */
export function startScriptedRegistry(
  script: Behaviour,
  options: Pick<LoopbackOptions, 'tls' | 'address'> = {},
): Promise<LoopbackServer> {
  return startLoopbackServer((request, exchange) => sendAnswer(script(request), exchange), options)
}
