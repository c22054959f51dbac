import type {Asked} from './runtime.ts'

/** The digest of whatever is spoken of below a manifest. */
export const sum = 'ab12'.repeat(16)

/** The image in full, as runtimes name it. */
export function nameOf({registry, repository, identifier}: Asked): string {
  return `${registry}/${repository}${identifier.includes(':') ? '@' : ':'}${identifier}`
}

/** The host that is asked for a registry. */
export function hostOf({registry}: Asked): string {
  return registry === 'docker.io' ? 'registry-1.docker.io' : registry
}

export function manifestUrl(asked: Asked): string {
  return `https://${hostOf(asked)}/v2/${asked.repository}/manifests/${asked.identifier}`
}

/** Go's `http.StatusText`. */
export const statusTexts: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  412: 'Precondition Failed',
  429: 'Too Many Requests',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** Go's `http.Response.Status`. */
export function statusLine(status: number): string {
  return `${status} ${statusTexts[status] ?? ''}`
}
