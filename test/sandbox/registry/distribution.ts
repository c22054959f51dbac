import {request as httpRequest} from 'node:http'
import type {KeyPair} from '../certificate-authority.ts'
import {type DistributionOptions, startBareDistribution} from './bare-distribution.ts'
import {type Exchange, type LoopbackServer, startLoopbackServer} from './loopback-server.ts'
import type {RecordedRequest} from './recorded-request.ts'

/**
 * Starts the real registry behind a front that ends TLS and records every request with its `Authorization`, then
 * passes it on unchanged. Distribution itself does not tell what it was asked. `Host` is kept and the scheme is told,
 * so the locations in its answers are those of the front.
 */
export async function startDistribution(options: DistributionOptions): Promise<LoopbackServer> {
  const {tls, ...rest} = options
  const registry = await startBareDistribution(rest)
  const front = await startLoopbackServer((request, exchange) => passOn(request, exchange, registry.port), {
    bodies: 'streamed',
    ...tlsOf(tls),
  })
  async function close() {
    await front.close()
    await registry.close()
  }
  return {...front, close}
}

function tlsOf(tls: KeyPair | undefined): {tls?: KeyPair} {
  return tls === undefined ? {} : {tls}
}

function passOn(request: RecordedRequest, {incoming, outgoing}: Exchange, port: number): void {
  const onward = httpRequest({
    host: '127.0.0.1',
    port,
    agent: false,
    method: request.method,
    path: request.url,
    headers: {...request.headers, 'x-forwarded-proto': new URL(request.origin).protocol.replace(':', '')},
  })
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(outgoing)
  })
  // The registry is gone or broke off: so does the front, since an answer of its own would be nobody's.
  onward.on('error', () => outgoing.destroy())
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}
