import type {TransportFailure} from '../registry/probe.ts'
import type {Fault} from './pull-failure.ts'

/** The fault in a runtime's message that means the same as what this machine met on the way to a registry. */
export function transportFault(kind: TransportFailure['kind']): Fault {
  switch (kind) {
    case 'dns-failure':
      return 'dns'
    case 'tls-expired':
      return 'tls-time'
    case 'tls-wrong-host':
      return 'tls-name'
    case 'tls-handshake-failure':
      return 'tls-handshake'
    case 'protocol':
    case 'interrupted':
      return 'unknown'
    case 'connection-refused':
    case 'connection-reset':
    case 'no-route':
    case 'timeout':
    case 'tls-unknown-ca':
    case 'http-on-https':
    case 'proxy':
      return kind
  }
}
