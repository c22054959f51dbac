export type Headers = Readonly<Record<string, string | readonly string[]>>

/** What a scripted server does with a request. */
export type Answer =
  | {readonly kind: 'response'; readonly status: number; readonly headers: Headers; readonly body: string | Uint8Array}
  /** A body in pieces. Without `times` it has no end; with `everyMs` there is a pause before each piece. */
  | {
      readonly kind: 'stream'
      readonly status: number
      readonly headers: Headers
      readonly piece: Uint8Array
      readonly times?: number
      readonly everyMs?: number
    }
  /** These bytes instead of HTTP, then the end of the connection; with `everyMs`, one byte at a time. */
  | {readonly kind: 'raw'; readonly bytes: string; readonly everyMs?: number}
  /** Nothing, with the connection left open. */
  | {readonly kind: 'silence'}
  /** A TCP reset instead of an answer. */
  | {readonly kind: 'reset'}

export function response(status: number, headers: Headers = {}, body: string | Uint8Array = ''): Answer {
  return {kind: 'response', status, headers, body}
}

/** JSON with the line end that Go's encoder writes. */
export function json(status: number, value: unknown, headers: Headers = {}): Answer {
  return response(status, {'Content-Type': 'application/json; charset=utf-8', ...headers}, `${JSON.stringify(value)}\n`)
}

export function html(status: number, body: string, headers: Headers = {}): Answer {
  return response(status, {'Content-Type': 'text/html', ...headers}, body)
}

/** The error body of the OCI distribution specification ("Error Codes"), with one error. */
export function registryError(
  status: number,
  error: {readonly code: string; readonly message: string; readonly detail?: unknown},
  headers: Headers = {},
): Answer {
  return json(status, {errors: [error]}, {'Docker-Distribution-Api-Version': 'registry/2.0', ...headers})
}
