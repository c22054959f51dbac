import {isJsonObject, numberField, textField} from './json-field.ts'
import {KubeError} from './kube-error.ts'
import type {KubeUser} from './kube-target.ts'

/**
 * The ID token of a user with auth-provider "oidc". kubectl renews one that has expired and writes the new refresh token
 * into the kubeconfig; we do not write there, and a refresh token that is spent and not kept would lock the user out, so
 * that renewing is left to kubectl.
 */
export function oidcToken({name, entry}: KubeUser): string {
  const token = textField(entry.value, 'auth-provider', 'config', 'id-token')
  const nextSteps = ['Have kubectl renew it: kubectl get --raw /version']
  if (token === undefined) {
    throw new KubeError('credential', `user "${name}" (auth-provider "oidc") has no ID token`, {nextSteps})
  }
  const expiresAt = expiryOf(token)
  if (expiresAt !== undefined && expiresAt * 1000 <= Date.now()) {
    throw new KubeError('credential', `the ID token of user "${name}" (auth-provider "oidc") has expired`, {nextSteps})
  }
  return token
}

/** `exp` of a JWT (RFC 7519, section 4.1.4), in seconds. What cannot be read is left to the server to judge. */
function expiryOf(token: string): number | undefined {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
  try {
    const value: unknown = JSON.parse(claims)
    return isJsonObject(value) ? numberField(value, 'exp') : undefined
  } catch {
    return undefined
  }
}
