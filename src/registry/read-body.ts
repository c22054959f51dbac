import {brotliDecompressSync, constants, gunzipSync, inflateSync} from 'node:zlib'
import type {HttpResponse} from './http-message.ts'
import {type FailureCause, failureCause} from './transport-failure.ts'

/** What was read of a body, and why no more where that was not for its length. */
export type Body = Pick<HttpResponse, 'body' | 'bodyFailure'>

/**
 * Reads a body up to `limit` bytes and lets the rest go; an answer without end is as good as a long one. What came
 * before a connection broke or time ran out is kept, with the reason.
 */
export async function readBody(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Body> {
  const read: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of chunks) {
      read.push(chunk)
      length += chunk.length
      // Leaving the loop ends the stream, and with it the connection.
      if (length >= limit) break
    }
  } catch (error) {
    return {body: joined(read, limit), bodyFailure: failureCause(error)}
  }
  return {body: joined(read, limit)}
}

function joined(chunks: readonly Uint8Array[], limit: number): Uint8Array {
  return Buffer.concat(chunks).subarray(0, limit)
}

const decoders: ReadonlyMap<string, (bytes: Uint8Array, limit: number) => Uint8Array> = new Map([
  ['gzip', (bytes, limit) => gunzipSync(bytes, {maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH})],
  ['x-gzip', (bytes, limit) => gunzipSync(bytes, {maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH})],
  ['deflate', (bytes, limit) => inflateSync(bytes, {maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH})],
  ['br', (bytes, limit) => brotliDecompressSync(bytes, {maxOutputLength: limit})],
])

/**
 * Undoes a compression that was not asked for (RFC 9110, section 8.4). What would come to more than `limit` bytes, and
 * what does not decompress, counts as nothing.
 */
export function decoded(body: Body, encoding: string | undefined, limit: number): Body {
  const decode = decoders.get(encoding?.trim().toLowerCase() ?? '')
  if (decode === undefined || body.body.length === 0) return body
  const bytes = attempt(() => decode(body.body, limit))
  return bytes instanceof Uint8Array ? {...body, body: bytes} : {body: new Uint8Array(), bodyFailure: bytes}
}

function attempt(decode: () => Uint8Array): Uint8Array | FailureCause {
  try {
    return decode()
  } catch (error) {
    return failureCause(error)
  }
}
