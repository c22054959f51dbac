import {BlockList, isIP} from 'node:net'

/** Where an address lies, as far as it matters for where a login may go. */
export type AddressRange = 'link-local' | 'private' | 'public'

/**
 * Link-local addresses and those under which clouds answer with the credentials of the machine (read 2026-11): AWS,
 * GCP, Azure and most others at 169.254.169.254 (also behind NAT64 and 6to4, and in the forms of RFC 4291 and RFC 2765
 * that wrap it), AWS, GCP and Oracle by IPv6, Alibaba Cloud, Azure's WireServer.
 */
const metadata = [
  ...['169.254.0.0/16', 'fe80::/10', '64:ff9b::a9fe:0/112'],
  ...['2002:a9fe::/32', '::a9fe:0/112', '::ffff:0:a9fe:0/112'],
  ...['fd00:ec2::254/128', 'fd20:ce::254/128', 'fd00:c1::a9fe:a9fe/128', '100.100.100.200/32', '168.63.129.16/32'],
]

/** Loopback, the unspecified address that means it, RFC 1918, RFC 6598 and RFC 4193. */
const reserved = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  ...['::/128', '::1/128', 'fc00::/7'],
]

/** Google (with the names that its search domains complete), AWS, Tencent, Equinix Metal (read 2026-11). */
const metadataNames = new Set([
  ...['metadata.google.internal', 'metadata.goog', 'metadata', 'instance-data', 'instance-data.ec2.internal'],
  ...['metadata.tencentyun.com', 'metadata.platformequinix.com', 'metadata.packet.net'],
])

/**
 * The range of an IP address; a name that is no address is public, except for those that only clouds' metadata have, and
 * those of this machine.
 */
export function addressRange(host: string): AddressRange {
  const address = host.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '')
  const family = isIP(address)
  if (family === 0) return rangeOfName(address.toLowerCase().replace(/\.$/, ''))
  const type = family === 4 ? 'ipv4' : 'ipv6'
  if (listOf(metadata).check(address, type)) return 'link-local'
  return listOf(reserved).check(address, type) ? 'private' : 'public'
}

/** `localhost` and what is below it is this machine wherever it is asked (RFC 6761, section 6.3). */
function rangeOfName(name: string): AddressRange {
  if (metadataNames.has(name)) return 'link-local'
  return name === 'localhost' || name.endsWith('.localhost') ? 'private' : 'public'
}

/** An IPv6 address that wraps an IPv4 one is checked against the IPv4 rules by BlockList itself. */
function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}
