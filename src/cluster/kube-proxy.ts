import {BlockList, isIP, isIPv6} from 'node:net'
import {KubeError} from './kube-error.ts'
import type {KubeTarget} from './kube-target.ts'

/**
 * The proxy on the way to the API server: the cluster's `proxy-url`, which nothing overrides, or that of the
 * environment by the rules of Go (golang.org/x/net/http/httpproxy). `undefined` goes straight.
 */
export function proxyFor(
  {server, proxyUrl}: Pick<KubeTarget, 'server' | 'proxyUrl'>,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (proxyUrl !== undefined) return checked(proxyUrl, 'proxy-url of the kubeconfig')
  if (isBypassed(server, env['NO_PROXY'] || env['no_proxy'] || '')) return undefined
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const value = env[name] || env[name.toLowerCase()]
  return value ? checked(value, name) : undefined
}

/** Without a scheme, http. */
function checked(text: string, from: string): string {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  if (url !== null && /^(?:https?|socks5h?):$/.test(url.protocol) && url.hostname !== '') return url.href
  // The text may hold a password.
  throw new KubeError('kubeconfig-invalid', `${from} is not the URL of an http, https or socks5 proxy`)
}

/** Local addresses always; then the entries of NO_PROXY: `*`, addresses, CIDRs, domains with or without a port. */
function isBypassed(server: URL, noProxy: string): boolean {
  const host = server.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const port = server.port || (server.protocol === 'https:' ? '443' : '80')
  if (host === 'localhost' || isLoopback(host)) return true
  return noProxy
    .toLowerCase()
    .split(',')
    .map((entry) => entry.trim())
    .some((entry) => entry !== '' && (entry === '*' || matches(entry, host, port)))
}

function isLoopback(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function matches(entry: string, host: string, port: string): boolean {
  const [, network, bits] = /^([0-9a-f.:]+)\/(\d+)$/.exec(entry) ?? []
  if (network !== undefined && bits !== undefined) return isWithin(network, Number(bits), host)
  const [, name = entry, entryPort] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(isIPv6(entry) ? '' : entry) ?? []
  if (entryPort !== undefined && entryPort !== port) return false
  if (isIP(name) !== 0) return name === host
  const domain = name.replace(/^\*(?=\.)/, '')
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`)
}

function isWithin(network: string, bits: number, host: string): boolean {
  const family = isIPv6(network) ? 'ipv6' : 'ipv4'
  if (isIP(network) === 0 || isIP(host) !== isIP(network) || bits > (family === 'ipv6' ? 128 : 32)) return false
  const list = new BlockList()
  list.addSubnet(network, bits, family)
  return list.check(host, family)
}
