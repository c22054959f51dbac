import type {Sensitive} from '../credentials/sensitive.ts'
import {decodeBase64} from './base64-text.ts'
import {parseGoogleKey} from './google-key.ts'
import {isJsonObject, type JsonObject, parseJsonObject} from './json-object.ts'
import {type Jwt, parseJwt} from './jwt.ts'
import {timeOfSeconds} from './time-of-seconds.ts'
import type {TokenForm} from './token-form.ts'
import {tokenPrefixes} from './token-prefix.ts'

/** Recognises a password by its form, without asking anybody. White space around it is no part of the form. */
export function recogniseToken(password: Sensitive): TokenForm | undefined {
  const text = password.reveal().trim()
  return prefixedForm(text) ?? ecrForm(text) ?? googleKeyForm(text) ?? jfrogReferenceForm(text) ?? jwtForm(text)
}

function prefixedForm(text: string): TokenForm | undefined {
  const match = tokenPrefixes.find(({begins}) => begins.test(text))
  if (!match) return undefined
  const {begins: _, ...form} = match
  return form
}

/** The password of ECR is base64 of a JSON object whose payload is sealed and whose end is not. Read 2026-11. */
function ecrForm(text: string): TokenForm | undefined {
  const payload = parseJsonObject(decodeBase64(text) ?? '')
  if (typeof payload?.['payload'] !== 'string' || !('expiration' in payload)) return undefined
  const expiresAt = timeOfSeconds(payload['expiration'])
  return {
    vendor: 'aws',
    kind: 'ECR authorization token',
    ...(expiresAt !== undefined && {expiresAt}),
    isShortLived: true,
  }
}

function googleKeyForm(text: string): TokenForm | undefined {
  const key = parseGoogleKey(text)
  if (!key) return undefined
  if (key.type !== 'service_account') {
    return {vendor: 'google', kind: `Google credential file of type ${key.type}`, isShortLived: false, isUseless: true}
  }
  const kind = key.encoding === 'json' ? 'Google service account key' : 'Google service account key in base64'
  return {vendor: 'google', kind, isShortLived: false}
}

/** JFrog's reference tokens are base64 of `reftkn:01:<end in seconds, or zeroes>:<random>`. Read 2026-11. */
function jfrogReferenceForm(text: string): TokenForm | undefined {
  const end = /^reftkn:\d+:(\d+):/.exec(decodeBase64(text) ?? '')?.[1]
  if (end === undefined) return undefined
  const expiresAt = timeOfSeconds(Number(end))
  return {
    vendor: 'jfrog',
    kind: 'JFrog reference token',
    ...(expiresAt !== undefined && {expiresAt}),
    isShortLived: false,
  }
}

function jwtForm(text: string): TokenForm | undefined {
  const jwt = parseJwt(text)
  if (!jwt) return undefined
  const {expiresAt, isShortLived} = jwt
  return {...issuerOf(jwt), ...(expiresAt !== undefined && {expiresAt}), isShortLived, jwt}
}

/** Who made a token, by its `iss` and by claims that only one maker writes. Read 2026-11. */
function issuerOf({issuer, claims}: Jwt): Pick<TokenForm, 'vendor' | 'kind'> {
  if (issuer === 'Azure Container Registry') return {vendor: 'microsoft', kind: azureKind(claims)}
  if (
    /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.com|login\.partner\.microsoftonline\.cn)\//.test(issuer)
  ) {
    return {vendor: 'microsoft', kind: 'Microsoft Entra access token'}
  }
  if (/^jf[a-z]+@/.test(issuer)) return {vendor: 'jfrog', kind: 'JFrog access token'}
  if (/^https:\/\/sso\.redhat\.com\//.test(issuer)) return {vendor: 'red-hat', kind: 'Red Hat registry token'}
  if (isJsonObject(claims['kubernetes.io']) || issuer === 'kubernetes/serviceaccount') {
    return {vendor: 'kubernetes', kind: 'Kubernetes ServiceAccount token'}
  }
  return {vendor: 'unknown', kind: 'JSON Web Token'}
}

function azureKind(claims: JsonObject): string {
  return claims['grant_type'] === 'refresh_token' ? 'ACR refresh token' : 'ACR access token'
}
