import {KubeError} from './kube-error.ts'

/** A call that may fail, as messages name it. */
export interface Endpoint {
  /** Without a login. */
  readonly server: string
  /** The proxy on the way, without a login. */
  readonly proxy?: string
}

interface Reason {
  readonly is: string
  readonly nextSteps: readonly string[]
}

const otherAddress = 'See whether the address in the kubeconfig is right, and whether the cluster runs.'
const network = 'See whether this machine reaches it: a VPN, a firewall or a proxy (HTTPS_PROXY) may be needed.'
const authority = 'Put the right certificate authority into the kubeconfig: certificate-authority-data of the cluster.'

const reasons: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: {is: 'refuses the connection', nextSteps: [otherAddress]},
  ECONNRESET: {is: 'broke the connection off', nextSteps: [network]},
  EPIPE: {is: 'broke the connection off', nextSteps: [network]},
  ENOTFOUND: {is: 'has a host name that nobody knows', nextSteps: [otherAddress, network]},
  EAI_AGAIN: {is: 'has a host name that cannot be looked up now', nextSteps: [network]},
  ETIMEDOUT: {is: 'does not answer', nextSteps: [network]},
  EHOSTUNREACH: {is: 'cannot be reached', nextSteps: [network]},
  ENETUNREACH: {is: 'cannot be reached', nextSteps: [network]},
  CERT_HAS_EXPIRED: {is: 'has a certificate that has expired', nextSteps: ['Have it renewed by who runs the cluster.']},
  CERT_NOT_YET_VALID: {
    is: 'has a certificate that is not valid yet',
    nextSteps: ['See whether the clock of this machine is right.'],
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    is: 'has a certificate for other names',
    nextSteps: ['Use a name that the certificate holds, or set tls-server-name in the kubeconfig.'],
  },
  EPROTO: {
    is: 'does not answer in TLS',
    nextSteps: ['See whether its address has to begin with http:// rather than https://.'],
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: {is: 'has a certificate that nobody vouches for', nextSteps: [authority]},
  SELF_SIGNED_CERT_IN_CHAIN: {is: 'has a certificate of an unknown authority', nextSteps: [authority]},
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {is: 'has a certificate of an unknown authority', nextSteps: [authority]},
  UNABLE_TO_GET_ISSUER_CERT: {is: 'has a certificate of an unknown authority', nextSteps: [authority]},
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {is: 'has a certificate of an unknown authority', nextSteps: [authority]},
  CERT_SIGNATURE_FAILURE: {is: 'has a certificate of another authority of the same name', nextSteps: [authority]},
}

const clientCertificate: Reason = {
  is: 'does not accept the client certificate of the kubeconfig',
  nextSteps: ['Get a new kubeconfig: the certificate has expired or belongs to another cluster.'],
}

/** An error of Node.js on the way to the API server, by its code; the words of the error are not looked at. */
export function connectionError(error: unknown, {server, proxy}: Endpoint): KubeError {
  const code = errorCode(error)
  const reason = reasonOf(code)
  const through = proxy === undefined ? '' : ` (through the proxy ${proxy})`
  return new KubeError('unreachable', `API server ${server}${through} ${reason.is}${code === '' ? '' : ` (${code})`}`, {
    code,
    nextSteps: reason.nextSteps,
  })
}

/** A request that had no answer within its time. */
export function timeoutError({server}: Endpoint, milliseconds: number): KubeError {
  return new KubeError('unreachable', `API server ${server} did not answer within ${milliseconds / 1000}s`, {
    code: 'ETIMEDOUT',
    nextSteps: ['Give it more time with --request-timeout.', network],
  })
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function reasonOf(code: string): Reason {
  const reason = reasons[code]
  if (reason !== undefined) return reason
  // An alert of TLS that comes after the handshake is about us: "certificate required", "bad certificate", "expired".
  if (/^ERR_SSL_\w*(?:ALERT|CERTIFICATE)/.test(code)) return clientCertificate
  return {is: 'cannot be reached', nextSteps: [network]}
}
