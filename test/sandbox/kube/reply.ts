import {goJson, type JsonObject} from './json.ts'

/** What the server answers. A watch is a body that goes on for as long as the client listens. */
export type Reply =
  | {
      readonly kind: 'json'
      readonly status: number
      readonly json: string
      /** Over the headers that every JSON answer has. */
      readonly headers?: Readonly<Record<string, string>>
    }
  | {readonly kind: 'text'; readonly status: number; readonly text: string}
  | {readonly kind: 'stream'; readonly start: (stream: OutputStream) => void}

/** The client's end of a watch. */
export interface OutputStream {
  write(text: string): void
  /** Ends the body in order. */
  end(): void
  /** Calls back once the client is gone or the body has ended. */
  onClose(listener: () => void): void
}

/** An object that was written out already; the encoder ends it with a line end. */
export function jsonReply(status: number, json: string): Reply {
  return {kind: 'json', status, json: `${json}\n`}
}

export function objectReply(status: number, object: JsonObject): Reply {
  return jsonReply(status, goJson(object))
}

/** What Go's `http.NotFound` says about a path that no handler has. */
export const pathNotFound: Reply = {kind: 'text', status: 404, text: '404 page not found\n'}
