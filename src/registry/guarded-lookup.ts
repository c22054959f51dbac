import {lookup} from 'node:dns'
import {isIP, type LookupFunction} from 'node:net'
import {addressRange} from './address.ts'

/** A name was given an address that nothing may be sent to. */
export class BlockedAddress extends Error {
  override readonly name = 'BlockedAddress'
  readonly code = 'ERR_BLOCKED_ADDRESS'
}

/** Maps a name to one IP address; throws an error with a `code` where it has none. */
export type Resolve = (hostname: string) => string

/**
 * The system's resolver, or the one given, that refuses link-local and metadata addresses. It is asked when a
 * connection is made, so a name that is harmless when it is looked at and leads elsewhere a moment later is refused
 * too. What goes through a proxy is not seen here: it resolves the names itself, and where one that is not known for it
 * leads to a metadata address, that is the proxy's own, not this machine's, and the proxy's to refuse. Addresses as such and
 * the known names are refused on that way, too (`send` in http.ts).
 */
export function guardedLookup(resolve: Resolve | undefined): LookupFunction {
  return (hostname, options, callback) => {
    const answer = (error: NodeJS.ErrnoException | null, addresses: readonly {address: string; family: number}[]) => {
      if (error !== null) return callback(error, '', 0)
      if (addresses.some(({address}) => addressRange(address) === 'link-local')) {
        return callback(new BlockedAddress(hostname), '', 0)
      }
      const [first = {address: '', family: 0}] = addresses
      return options.all === true ? callback(null, [...addresses]) : callback(null, first.address, first.family)
    }
    if (resolve === undefined) return lookup(hostname, {...options, all: true}, answer)
    // Later, as the system's: a caller may rely on the callback not coming before this returns.
    setImmediate(() => answer(...resolved(resolve, hostname)))
  }
}

type Resolved = readonly [NodeJS.ErrnoException | null, readonly {address: string; family: number}[]]

function resolved(resolve: Resolve, hostname: string): Resolved {
  try {
    const address = resolve(hostname)
    return [null, [{address, family: isIP(address)}]]
  } catch (error) {
    return [error instanceof Error ? error : new Error('no address', {cause: error}), []]
  }
}
