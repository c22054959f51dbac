import type {CertificateAuthority, KeyPair} from '../certificate-authority.ts'
import type {TokenAuth} from './distribution-config.ts'
import type {LoopbackServer} from './loopback-server.ts'
import {registryToken} from './registry-token.ts'
import {startScriptedRegistry} from './scripted-registry.ts'
import {answerTokenRequest, type IssueToken, type TokenRules, tokenPath} from './token-endpoint.ts'

export interface TokenServerOptions extends TokenRules {
  /** Issues the certificate that signs the tokens. */
  readonly authority: CertificateAuthority
  readonly tls?: KeyPair
  readonly service?: string
  /** The realm that registries name, where it is not this server's own: another name for it, say. */
  readonly realmHost?: (server: LoopbackServer) => string
}

export interface TokenServer extends LoopbackServer {
  /** For `startDistribution({auth})`. */
  readonly auth: TokenAuth
  /** A Bearer token nobody asked for, to seed a registry with: every right to one repository. */
  seedingToken(repository: string): string
}

const issuer = 'sandbox-token-server'

/** Starts a token server whose tokens a real Distribution accepts. */
export async function startTokenServer(options: TokenServerOptions): Promise<TokenServer> {
  const service = options.service ?? 'sandbox-registry'
  const signer = await options.authority.issueServer({names: [], commonName: issuer})
  const issue: IssueToken = (subject, access, lifetimeSeconds) =>
    registryToken(signer, {issuer, service, subject, access, lifetimeSeconds})
  const server = await startScriptedRegistry(
    (request) => answerTokenRequest(request, options, issue),
    options.tls === undefined ? {} : {tls: options.tls},
  )
  const scheme = new URL(server.url).protocol
  const realm = `${scheme}//${options.realmHost?.(server) ?? server.host}${tokenPath}`
  return {
    ...server,
    auth: {kind: 'token', realm, service, issuer, certBundle: signer.cert},
    seedingToken: (name) => issue('seeder', [{type: 'repository', name, actions: ['pull', 'push', 'delete']}], 300),
  }
}
