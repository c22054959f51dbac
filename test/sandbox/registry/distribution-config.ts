import {stringify} from 'yaml'

/** Who may do what at a Distribution registry. */
export type DistributionAuth = 'none' | HtpasswdAuth | TokenAuth

export interface HtpasswdAuth {
  readonly kind: 'htpasswd'
  readonly realm?: string
}

/** What Distribution has to know of a token server; `startTokenServer` returns it as `auth`. */
export interface TokenAuth {
  readonly kind: 'token'
  /** URL of the token server, as clients are told it. */
  readonly realm: string
  readonly service: string
  readonly issuer: string
  /** PEM of the certificate whose key signs the tokens. */
  readonly certBundle: string
}

/** The files a configuration names, by absolute path. */
export interface DistributionFiles {
  readonly storage: string
  readonly htpasswd: string
  readonly certBundle: string
  readonly tls?: {readonly certificate: string; readonly key: string}
}

/**
 * The configuration of Distribution 2.8 ("Configuring a registry"). Port 0 lets the system choose; the log says which.
 * Deleting is on, because an index that lost a child is made by deleting it.
 */
export function distributionConfig(auth: DistributionAuth, files: DistributionFiles): string {
  return stringify({
    version: 0.1,
    log: {level: 'info', formatter: 'json', accesslog: {disabled: true}},
    storage: {
      filesystem: {rootdirectory: files.storage},
      delete: {enabled: true},
      maintenance: {uploadpurging: {enabled: false}},
    },
    http: {
      addr: '127.0.0.1:0',
      secret: 'sandbox',
      headers: {'X-Content-Type-Options': ['nosniff']},
      ...(files.tls === undefined ? {} : {tls: files.tls}),
    },
    ...authSection(auth, files),
  })
}

function authSection(auth: DistributionAuth, files: DistributionFiles): object {
  if (auth === 'none') return {}
  switch (auth.kind) {
    case 'htpasswd':
      return {auth: {htpasswd: {realm: auth.realm ?? 'basic-realm', path: files.htpasswd}}}
    case 'token': {
      const {realm, service, issuer} = auth
      return {auth: {token: {realm, service, issuer, rootcertbundle: files.certBundle}}}
    }
  }
}
