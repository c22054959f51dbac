import type {TransportFailure} from '../registry/probe.ts'

/** Why no answer came, as a sentence about the host. */
export const transportWords: Readonly<Record<TransportFailure['kind'], string>> = {
  'dns-failure': 'its name does not resolve',
  'connection-refused': 'it refuses the connection',
  'connection-reset': 'it cuts the connection',
  'no-route': 'there is no route to it',
  timeout: 'it does not answer in time',
  'tls-unknown-ca': "its certificate's issuer is not trusted",
  'tls-expired': 'its certificate is outside its validity',
  'tls-wrong-host': 'its certificate is for another name',
  'tls-handshake-failure': 'the TLS handshake fails',
  'http-on-https': 'it speaks plain HTTP',
  proxy: 'a proxy refuses the way to it',
  protocol: 'it does not speak HTTP',
  interrupted: 'it was not waited for',
}

/** Who ended the waiting for an `interrupted` answer: the limit of the run, or the user. */
export function interruptionWords({code}: Pick<TransportFailure, 'code'>): string {
  return code === 'TIMEOUT_ERR'
    ? 'it was not waited for any longer (--probe-timeout)'
    : 'the call was interrupted before it answered'
}
