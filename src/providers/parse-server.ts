import {isDomain} from '../reference/grammar.ts'
import {providerOf} from './catalogue.ts'

/** The registry that a person means, and the key its login belongs under. */
export type ParsedServer =
  | {
      readonly kind: 'server'
      /** `host[:port]` as references to it have it. */
      readonly registry: string
      /** To be written under `auths`; ends in a path where one was given, and then serves only what begins with it. */
      readonly key: string
    }
  | {readonly kind: 'invalid'; readonly fault: string}

/** Addresses of Docker Hub's pages and API that people give for the registry; its images are `docker.io/...`. */
const hubAddresses = [
  'index.docker.io',
  'registry-1.docker.io',
  'hub.docker.com',
  'registry.hub.docker.com',
  'docker.com',
  'www.docker.com',
]

// server = [("https" | "http") "://"] host [":" port] ["/" version] ["/" path] ["/"]
const server = /^(?:https?:\/\/)?(?<host>[^/]+)(?<path>\/.*)?$/i

/**
 * Reads what was given for a server, in any of the spellings in use: a host, a URL, one with `/v1/` or `/v2/` behind it.
 * The kubelet compares keys letter by letter and takes off little, so a key is written as short as it can be.
 */
export function parseServer(given: string): ParsedServer {
  const {host: written = '', path = ''} = server.exec(given.trim())?.groups ?? {}
  if (written.includes('@')) return invalid('a server has no user name in it')
  const host = written.toLowerCase()
  if (!isDomain(host)) return invalid('a server is a host with an optional port, as in registry.example.com:5000')
  if (/[?#\s]/.test(path)) return invalid('a server has no query in it')
  const registry = hubAddresses.includes(host) ? 'docker.io' : host
  const rest = path.replace(/^\/v[12](?=\/|$)/, '').replace(/\/+$/, '')
  return {kind: 'server', registry, key: rest === '' ? providerOf(registry).canonicalKey(registry) : registry + rest}
}

function invalid(fault: string): ParsedServer {
  return {kind: 'invalid', fault}
}
