import {parseChallenges} from './challenge.ts'
import {parseErrorBody} from './error-code.ts'
import {bodyText, type HttpResponse, headerOf} from './http-message.ts'
import {isWebPage, mediaTypeOf} from './manifest-type.ts'
import type {ProbeAnswer} from './probe.ts'
import {retryAfterSeconds} from './rate-limit.ts'

/**
 * What a registry's refusal means, by its status, and by the code of its body where the status leaves it open. The
 * specification lets a body be anything, so the status comes first ("Error Codes").
 */
export function refusalMeaning(response: HttpResponse): ProbeAnswer {
  const {status} = response
  const code = errorCodeOf(response)
  if (status === 429 || code === 'TOOMANYREQUESTS') return rateLimited(response)
  if (status >= 500) return {kind: 'server-error', status}
  switch (status) {
    case 401:
      return isInsufficientScope(response) ? {kind: 'denied', at: 'registry'} : {kind: 'unauthorized', at: 'registry'}
    case 403:
      return {kind: 'denied', at: 'registry'}
    case 404:
      return notFound(code)
    default:
      return otherRefusal(response, code)
  }
}

/** The code of the first error of the body, if any. */
export function errorCodeOf(response: HttpResponse): string | undefined {
  return parseErrorBody(bodyText(response))[0]?.code.toUpperCase()
}

/** A page for people where a registry would answer a program. */
export function isPage(response: HttpResponse): boolean {
  return isWebPage(mediaTypeOf(headerOf(response, 'content-type')))
}

function notFound(code: string | undefined): ProbeAnswer {
  if (code === 'MANIFEST_UNKNOWN') return {kind: 'manifest-unknown'}
  return code === 'NAME_UNKNOWN' ? {kind: 'name-unknown'} : {kind: 'not-found'}
}

/** The statuses left: 3xx that lead nowhere, and 4xx that the specification has no use for here. */
function otherRefusal(response: HttpResponse, code: string | undefined): ProbeAnswer {
  if (code === 'DENIED') return {kind: 'denied', at: 'registry'}
  if (code === 'UNAUTHORIZED') return {kind: 'unauthorized', at: 'registry'}
  if (code === 'NAME_UNKNOWN' || code === 'MANIFEST_UNKNOWN') return notFound(code)
  return {kind: 'not-a-registry', reason: `answers ${response.status}`}
}

function rateLimited(response: HttpResponse): ProbeAnswer {
  const seconds = retryAfterSeconds(headerOf(response, 'retry-after'), new Date())
  return {kind: 'rate-limited', ...(seconds !== undefined && {retryAfterSeconds: seconds})}
}

/** The token was issued and does not reach (RFC 6750, section 3.1). */
function isInsufficientScope(response: HttpResponse): boolean {
  const challenges = parseChallenges(response.headers.get('www-authenticate') ?? [])
  return challenges.some(({parameters}) => parameters.get('error') === 'insufficient_scope')
}
