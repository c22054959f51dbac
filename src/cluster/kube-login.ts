import type {ClusterHost} from './cluster-host.ts'
import {type ExecCredential, runExecPlugin} from './exec-credential.ts'
import {field, textField} from './json-field.ts'
import {KubeError} from './kube-error.ts'
import type {ClientCertificate, KubeTarget} from './kube-target.ts'
import {localPath} from './kubeconfig.ts'
import {oidcToken} from './oidc-token.ts'

/** How a user proves who they are. */
export interface KubeLogin {
  readonly certificate?: ClientCertificate
  /** The value of `Authorization` for the next request; `undefined` for none. Reads anew what may have changed. */
  authorization(): Promise<string | undefined>
}

/** Tokens in files are changed under our feet; client-go reads them again at the latest after this long. */
const tokenFileLifeMs = 60_000
/** A plugin's token is not used to its very end: the clocks of two machines differ. */
const expiryMarginMs = 10_000

/**
 * The login of a kubeconfig user by the precedence of client-go (`getUserIdentificationPartialConfig`): a token file
 * before a token, then user name and password; a plugin is run only where none of these is given, and beside a client
 * certificate only for its token.
 */
export async function kubeLogin(target: KubeTarget, host: ClusterHost): Promise<KubeLogin> {
  const {entry, name} = target.user
  const {value} = entry
  const certificate = certificateOf(target)
  const given = certificate !== undefined && {certificate}
  const token = textField(value, 'token')
  const tokenFile = textField(value, 'tokenFile')
  if (tokenFile !== undefined) {
    const read = tokenFileReader(localPath(tokenFile, entry), name, token, host)
    read()
    return {...given, authorization: async () => `Bearer ${read()}`}
  }
  const fixed = fixedAuthorization(value, token)
  if (fixed !== undefined) return {...given, authorization: async () => fixed}
  const provider = textField(value, 'auth-provider', 'name')
  if (provider !== undefined) {
    const bearer = providerToken(provider, target)
    return {...given, authorization: async () => `Bearer ${bearer}`}
  }
  if (field(value, 'exec') === undefined || field(value, 'exec') === null)
    return {...given, authorization: async () => undefined}
  return {...given, ...(await pluginLogin(target, host))}
}

function certificateOf({user: {entry}}: KubeTarget): ClientCertificate | undefined {
  const certData = textField(entry.value, 'client-certificate-data')
  const certFile = textField(entry.value, 'client-certificate')
  const keyData = textField(entry.value, 'client-key-data')
  const keyFile = textField(entry.value, 'client-key')
  if (certData === undefined && certFile === undefined) return undefined
  return {
    ...(certData !== undefined && {certData}),
    ...(certFile !== undefined && {certFile: localPath(certFile, entry)}),
    ...(keyData !== undefined && {keyData}),
    ...(keyFile !== undefined && {keyFile: localPath(keyFile, entry)}),
  }
}

function fixedAuthorization(user: unknown, token: string | undefined): string | undefined {
  if (token !== undefined) return `Bearer ${token}`
  const username = textField(user, 'username')
  if (username === undefined) return undefined
  return `Basic ${Buffer.from(`${username}:${textField(user, 'password') ?? ''}`).toString('base64')}`
}

/** Reads the file again after a minute; where it has gone, the last token read is used, or the kubeconfig's own. */
function tokenFileReader(file: string, user: string, fallback: string | undefined, {files}: ClusterHost): () => string {
  let token = fallback
  let readAt = Number.NEGATIVE_INFINITY
  return () => {
    if (performance.now() - readAt < tokenFileLifeMs && token !== undefined) return token
    const reading = files.read(file)
    readAt = performance.now()
    if (reading.kind === 'text' && reading.text.trim() !== '') token = reading.text.trim()
    if (token !== undefined) return token
    const why = reading.kind === 'failed' ? `cannot be read (${reading.code})` : 'is empty'
    throw new KubeError('credential', `token file ${file} of user "${user}" ${why}`)
  }
}

/** kubectl 1.26 has dropped all providers built in but OpenID Connect. */
function providerToken(provider: string, {user}: KubeTarget): string {
  if (provider === 'oidc') return oidcToken(user)
  throw new KubeError(
    'credential',
    `user "${user.name}" logs in with auth-provider "${provider}", which kubectl has dropped`,
    {
      nextSteps: ['Get a new kubeconfig from your provider’s tool; it now uses a plugin (exec).'],
    },
  )
}

async function pluginLogin(target: KubeTarget, host: ClusterHost): Promise<KubeLogin> {
  let credential = await runExecPlugin(target, host)
  return {
    ...(credential.certificate !== undefined && {certificate: credential.certificate}),
    authorization: async () => {
      if (isPast(credential)) credential = await runExecPlugin(target, host)
      return credential.token === undefined ? undefined : `Bearer ${credential.token.reveal()}`
    },
  }
}

function isPast({expiresAt}: ExecCredential): boolean {
  return expiresAt !== undefined && expiresAt - expiryMarginMs < Date.now()
}
