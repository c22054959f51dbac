import {BlockList, isIP} from 'node:net'

/** How a registry is reached. */
export interface Endpoint {
  /** `host[:port]` of the API, which is another host than the name's for Docker Hub. */
  readonly host: string
  readonly scheme: 'https' | 'http'
  /** Where HTTPS turns out to be plain HTTP, the same port is asked in plain HTTP. */
  readonly fallsBackToHttp: boolean
  /** Any certificate will do, as containerd has it for this machine. */
  readonly skipsTlsVerify: boolean
}

/** What the user says about how registries are reached; nothing of it is known of the node. */
export interface EndpointOptions {
  /** What the user asks for: `http` is `--plain-http`. Absent: as the name says. */
  readonly defaultScheme?: 'https' | 'http'
  /** The user names an authority or a client certificate, or switches verification off. */
  readonly hasTlsSettings?: boolean
}

/**
 * Where and how containerd asks a registry it has no configuration for (`ConfigureHosts` in
 * core/remotes/docker/config/hosts.go): Docker Hub at its API's own host; this machine by HTTPS or plain HTTP,
 * whichever answers, unless the port says which; everybody else by HTTPS. Plain HTTP that was asked for beside TLS
 * settings is ambiguous, and HTTPS comes first.
 */
export function endpointOf(registry: string, options: EndpointOptions = {}): Endpoint {
  const verified = {host: registry, fallsBackToHttp: false, skipsTlsVerify: false}
  if (registry === 'docker.io') return {...verified, host: 'registry-1.docker.io', scheme: 'https'}
  const port = portOf(registry)
  const scheme = options.defaultScheme ?? (isLocalhost(registry) && port === '80' ? 'http' : 'https')
  if (scheme === 'http') {
    const isAmbiguous = options.hasTlsSettings === true && port !== '80'
    return {...verified, scheme: isAmbiguous ? 'https' : 'http', fallsBackToHttp: isAmbiguous}
  }
  const isOpen = options.defaultScheme === undefined && isLocalhost(registry)
  return {...verified, scheme, fallsBackToHttp: isOpen && port !== '' && port !== '443', skipsTlsVerify: isOpen}
}

/**
 * Is this registry on the machine that asks, by its name alone (`MatchLocalhost` in core/remotes/docker/registry.go)?
 */
export function isLocalhost(registry: string): boolean {
  const parts = /^(?:\[([^\]]*)\]|([^:]*))(?::[0-9]+)?$/.exec(registry)
  const address = parts?.[1] ?? parts?.[2] ?? registry
  return address === 'localhost' || isLoopback(address)
}

/** In any spelling (`IP.IsLoopback` in Go's net): `::ffff:127.0.0.1`, too, is checked against the IPv4 network. */
function isLoopback(address: string): boolean {
  const family = isIP(address)
  if (family === 0 || address.includes('%')) return false
  const list = new BlockList()
  list.addSubnet('127.0.0.0', 8, 'ipv4')
  list.addAddress('::1', 'ipv6')
  return list.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

function portOf(registry: string): string {
  return /(?:^|[^:]|\]):(\d*)$/.exec(registry)?.[1] ?? ''
}
