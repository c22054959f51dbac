import type {LookupFunction} from 'node:net'
import type {LoopbackServer} from './loopback-server.ts'

/**
 * A server of the sandbox under another name, such as `registry.example.test:41234`. Neither root nor /etc/hosts is
 * needed: the client under test maps names to addresses by the resolver that is injected into it (`resolve`), which is
 * `resolveToLoopback` here. The port stays the server's own, for a resolver does not change ports. The certificate
 * must carry the name: `authority.issueServer({names: ['registry.example.test']})`.
 */
export function hostNamed(name: string, server: LoopbackServer): string {
  return `${name}:${server.port}`
}

/** Every name is this machine, so that no test can leave it. */
export function resolveToLoopback(_hostname: string): string {
  return '127.0.0.1'
}

/** The same for `node:http`, `node:https` and `node:net`. */
export const lookupLoopback: LookupFunction = (hostname, options, callback) => {
  const address = resolveToLoopback(hostname)
  if (options.all === true) callback(null, [{address, family: 4}])
  else callback(null, address, 4)
}
