import {BlockList, isIP} from 'node:net'

/** The environment a process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy for a URL by the rules of Go's `httpproxy`, which kubectl and containerd follow: HTTPS_PROXY or HTTP_PROXY
 * by scheme, in upper case before lower; never for this machine; not for what NO_PROXY names. Undefined where there is
 * none; a proxy that is no URL counts as none.
 */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const proxy = variable(environment, name)
  if (proxy === undefined || !isProxied(url, variable(environment, 'NO_PROXY') ?? '')) return undefined
  return URL.parse(/^[a-z0-9]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`) ?? undefined
}

function variable(environment: Environment, name: string): string | undefined {
  return environment[name] || environment[name.toLowerCase()] || undefined
}

// NO_PROXY = "*" / entry *( "," entry )
// entry    = address [ "/" prefix ] / ( address / [ "." / "*." ] domain ) [ ":" port ]
// A domain also stands for what is below it; with a "." before it, for that only.
function isProxied(url: URL, noProxy: string): boolean {
  const host = bare(url.hostname)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  if (host === 'localhost' || isWithin(host, '127.0.0.0/8') || host === '::1') return false
  const entries = noProxy.split(',').map((entry) => entry.trim().toLowerCase())
  return !entries.some((entry) => entry === '*' || (entry !== '' && exempts(entry, host, port)))
}

function exempts(entry: string, host: string, port: string): boolean {
  if (entry.includes('/')) return isWithin(host, entry)
  const [, name, entryPort = ''] = isIP(entry) ? [] : (/^(.*):(\d*)$/.exec(entry) ?? [])
  if (entryPort !== '' && entryPort !== port) return false
  // Go takes brackets off only where a ":" stands behind them.
  const domain = (name === undefined ? entry : bare(name)).replace(/^\*\./, '.')
  if (isIP(domain)) return isWithin(host, `${domain}/${isIP(domain) === 4 ? 32 : 128}`)
  if (domain === '') return false
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`)
}

function isWithin(host: string, network: string): boolean {
  const [address = '', prefix = ''] = network.split('/')
  const family = isIP(address)
  const bits = Number(prefix)
  if (family === 0 || isIP(host) === 0 || !/^\d+$/.test(prefix) || bits > (family === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6')
  return list.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6')
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
}
