import {field, listField, numberField, textField} from './json-field.ts'
import {KubeError, type KubeErrorDetails, type KubeErrorKind} from './kube-error.ts'
import {permission, type ResourceAddress, shellWord} from './resource.ts'

/** A refused request: what was asked, of whom, and the answer. */
export interface Refusal {
  /** Without a login. */
  readonly server: string
  readonly user: string
  /** No login was sent. */
  readonly isAnonymous: boolean
  /** Absent: a token or a password, or nothing. */
  readonly isByCertificate?: boolean
  readonly verb: string
  readonly address: ResourceAddress
  readonly status: number
  readonly contentType: string
  /** Of the header `Retry-After`. */
  readonly retryAfterSeconds?: number
  /** Where a redirect points. */
  readonly location?: string
  readonly body: string
}

const noLogin = 'Log in: this kubeconfig user sends no login at all.'

/**
 * An answer that is not a success. The status decides, and between the two kinds of 409 the `reason`; the words of the
 * server go into the message, those of a web page do not.
 */
export function statusError(refusal: Refusal): KubeError {
  const {server, status, body} = refusal
  const answer = parseStatus(body)
  const kind = kindOf(status, textField(answer, 'reason'))
  // A load balancer in front of the server answers with 5xx and a page of its own, and that is no other server.
  if (answer === undefined && kind !== 'server-error' && kind !== 'unauthorized' && kind !== 'rate-limited') {
    return notAnApiServer(server, foreignAnswer(refusal))
  }
  const details = detailsOf(refusal, answer)
  const said = spoken(textField(answer, 'message'))
  switch (kind) {
    case 'unauthorized':
      return new KubeError(
        kind,
        refusal.isAnonymous ? `API server ${server} asks for a login (401)` : loginRefused(refusal),
        {
          ...details,
          nextSteps: refusal.isAnonymous
            ? [noLogin]
            : [
                refusal.isByCertificate
                  ? 'Get a new kubeconfig: its client certificate has expired, or belongs to another cluster.'
                  : 'Log in again: the token has expired, or belongs to another cluster.',
                'See with: kubectl auth whoami',
              ],
        },
      )
    case 'forbidden':
      return new KubeError(
        kind,
        said ?? `user "${refusal.user}" may not ${permission(refusal.verb, refusal.address)}`,
        {
          ...details,
          nextSteps: [forbiddenStep(refusal, said)],
        },
      )
    case 'conflict':
      return new KubeError(kind, said ?? `API server ${server} answers ${status}`, {
        ...details,
        nextSteps: ['Somebody else changes it at the same time: run the same command again.'],
      })
    case 'rate-limited':
    case 'server-error':
      return new KubeError(kind, `API server ${server} answers ${status}${said === undefined ? '' : `: ${said}`}`, {
        ...details,
        nextSteps: ['Try again in a while.'],
      })
    default:
      return new KubeError(kind, said ?? `API server ${server} answers ${status}`, details)
  }
}

/** Somebody else answers at the server's address. */
export function notAnApiServer(server: string, what: string): KubeError {
  return new KubeError('not-an-api-server', `${server} is not a Kubernetes API server: it ${what}`, {
    nextSteps: [
      'See whether the address in the kubeconfig is right, and whether a login page or a proxy stands before it.',
    ],
  })
}

/** A media type as a person says it. */
export function describe(contentType: string): string {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'text/html') return 'a web page'
  return type === '' ? 'something without a type' : (spoken(type) ?? 'something else')
}

/** Text of a server, fit to be shown: on one line, without control characters, not endless. */
function spoken(text: string | undefined): string | undefined {
  const line = text?.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  if (line === undefined || line === '') return undefined
  return line.length > 1000 ? `${line.slice(0, 1000)}...` : line
}

function kindOf(status: number, reason: string | undefined): KubeErrorKind {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 409) return reason === 'AlreadyExists' ? 'already-exists' : 'conflict'
  if (status === 410) return 'expired'
  if (status === 400 || status === 422) return 'invalid'
  if (status === 429) return 'rate-limited'
  return status >= 500 ? 'server-error' : 'refused'
}

function detailsOf({status, retryAfterSeconds}: Refusal, answer: unknown): KubeErrorDetails {
  const reason = textField(answer, 'reason')
  const fields = listField(answer, 'details', 'causes').flatMap((cause) => textField(cause, 'field') ?? [])
  const retryAfter = retryAfterSeconds ?? numberField(answer, 'details', 'retryAfterSeconds')
  const continueToken = textField(answer, 'metadata', 'continue')
  return {
    status,
    ...(reason !== undefined && {reason}),
    ...(fields.length > 0 && {fields}),
    ...(retryAfter !== undefined && {retryAfterSeconds: retryAfter}),
    ...(continueToken !== undefined && {continueToken}),
  }
}

function loginRefused({server, user}: Refusal): string {
  return `API server ${server} does not accept the login of user "${user}" (401)`
}

/**
 * With 403 answers an authorizer, in words of its own (`forbiddenMessage` of the API server's responsewriters), and
 * admission: a quota, a namespace that ends, a policy. Only the former is a matter of rights.
 */
function forbiddenStep({verb, address, isAnonymous}: Refusal, said = ''): string {
  if (isAnonymous) return noLogin
  const isAdmission = / is forbidden: /.test(said) && !/ is forbidden: User ".*" cannot /s.test(said)
  if (!isAdmission)
    return `Ask for the right; see whether you have it with: kubectl auth can-i ${permission(verb, address)}`
  const {namespace} = address
  if (!/ is forbidden: exceeded quota: /.test(said) || namespace === undefined) {
    return 'The right to it is there: ask those who run the cluster about the rule that refuses it.'
  }
  return `See what the quota leaves: kubectl describe resourcequota -n ${shellWord(namespace)}`
}

/** Of a redirect only the host is shown: login pages carry tickets in their URLs. */
function foreignAnswer({server, status, contentType, location}: Refusal): string {
  const target = location === undefined ? null : URL.parse(location, server)
  return target === null ? `answers ${status} with ${describe(contentType)}` : `redirects to ${target.host}`
}

/** A `Status` object (meta/v1), and nothing else. */
function parseStatus(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body)
    return field(value, 'kind') === 'Status' ? value : undefined
  } catch {
    return undefined
  }
}
