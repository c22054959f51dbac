import type {KeyPair} from '../certificate-authority.ts'

/** How a user gets to a server. */
export interface KubeconfigOptions {
  readonly server: string
  /** The authority to trust, PEM; absent for a client that is to distrust the server. */
  readonly ca?: string
  readonly user: string
  readonly login: {readonly token: string} | KeyPair
  /** The namespace of the context. */
  readonly namespace?: string
}

/** The text of a kubeconfig with one context, called `sandbox`. JSON, which every YAML reader takes. */
export function kubeconfigText({server, ca, user, login, namespace}: KubeconfigOptions): string {
  const authority = ca === undefined ? {} : {'certificate-authority-data': base64(ca)}
  const credentials =
    'token' in login ? login : {'client-certificate-data': base64(login.cert), 'client-key-data': base64(login.key)}
  const place = namespace === undefined ? {} : {namespace}
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{name: 'sandbox', cluster: {server, ...authority}}],
    users: [{name: user, user: credentials}],
    contexts: [{name: 'sandbox', context: {cluster: 'sandbox', user, ...place}}],
    'current-context': 'sandbox',
  }
  return `${JSON.stringify(config, undefined, 2)}\n`
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
