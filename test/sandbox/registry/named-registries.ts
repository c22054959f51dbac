import type {CertificateAuthority} from '../certificate-authority.ts'
import {type Answer, response} from './answer.ts'
import {type ForwardProxy, startForwardProxy} from './forward-proxy.ts'
import type {LoopbackServer} from './loopback-server.ts'
import {type Behaviour, startScriptedRegistry} from './scripted-registry.ts'

/** Registries under the names that they have in the world. */
export interface NamedRegistries {
  /** The way to them: whoever asks through it needs neither root nor a resolver of its own. */
  readonly proxy: ForwardProxy
  /** All that any of them was asked; `origin` tells them apart. */
  readonly server: LoopbackServer
  close(): Promise<void>
}

/**
 * Starts one server that answers by the name it is called by (`host` or `host:port`), with a certificate for all of the
 * names, and a proxy in front whose every tunnel ends there, or at the port in `elsewhere`.
 */
export async function startNamedRegistries(
  behaviours: Readonly<Record<string, Behaviour>>,
  authority: CertificateAuthority,
  elsewhere: Readonly<Record<string, number>> = {},
): Promise<NamedRegistries> {
  const names = [...new Set(Object.keys(behaviours).map((host) => host.replace(/:\d+$/, '')))]
  const script: Behaviour = (request) => behaviours[new URL(request.origin).host]?.(request) ?? response(421)
  const server = await startScriptedRegistry(script, {tls: await authority.issueServer({names})})
  const proxy = await startForwardProxy({portFor: (target) => elsewhere[target] ?? server.port})
  return {
    proxy,
    server,
    async close() {
      await Promise.all([proxy.close(), server.close()])
    },
  }
}

/** The same registry with its token server under another name, as products that are one service of many have it. */
export function withTokenServerAt(host: string, behaviour: Behaviour): Behaviour {
  return (request) => {
    const answer = behaviour(request)
    return answer.kind === 'response' ? {...answer, headers: withRealmAt(host, answer.headers)} : answer
  }
}

function withRealmAt(host: string, headers: Extract<Answer, {kind: 'response'}>['headers']) {
  const challenge = String(headers['WWW-Authenticate'] ?? '')
  if (challenge === '') return headers
  return {...headers, 'WWW-Authenticate': challenge.replace(/realm="https:\/\/[^/"]+/, `realm="https://${host}`)}
}
