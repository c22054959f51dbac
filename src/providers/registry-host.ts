/** `host[:port]` of a reference taken apart; the port is empty where none is written. */
export interface RegistryHost {
  /** In lower case, as names are compared in DNS; the kubelet's keyring compares them as written. */
  readonly name: string
  readonly port: string
}

/** Takes `host[:port]` apart, an IPv6 address in its brackets included. */
export function registryHost(registry: string): RegistryHost {
  const split = /^(\[[^[\]]*\]|[^:]*):([0-9]+)$/.exec(registry)
  return {name: (split?.[1] ?? registry).toLowerCase(), port: split?.[2] ?? ''}
}

/**
 * The host name, where the registry is reached as hosted services are: at the port of HTTPS. A hosted service's name with
 * another port is somebody else's proxy at best.
 */
export function serviceHost(registry: string): string | undefined {
  const {name, port} = registryHost(registry)
  return port === '' || port === '443' ? name : undefined
}

/** Is this one of the names under which a hosted service answers? */
export function isServiceHost(registry: string, names: readonly string[]): boolean {
  const name = serviceHost(registry)
  return name !== undefined && names.includes(name)
}

/** The named groups of a pattern that the whole service host fits, or nothing where it does not. */
export function matchServiceHost(registry: string, pattern: RegExp): Readonly<Record<string, string>> | undefined {
  const name = serviceHost(registry)
  const match = name === undefined ? null : pattern.exec(name)
  return match ? {...match.groups} : undefined
}
