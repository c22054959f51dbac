import {setTimeout} from 'node:timers/promises'
import {type Answer, html, json, response} from '../registry/answer.ts'
import type {Exchange} from '../registry/loopback-server.ts'
import {sendAnswer} from '../registry/send-answer.ts'

/** What befalls a request instead of its answer, or on the way to it. */
export type Fault =
  | Answer
  /** The answer comes, so much later. */
  | {readonly kind: 'delay'; readonly ms: number}
  /** The answer comes from a server whose clock shows this. */
  | {readonly kind: 'clock'; readonly at: Date}
  /** The answer begins, and the connection is cut after this much of its body. */
  | {readonly kind: 'cut'; readonly afterBytes: number}

/** Too many requests, as priority and fairness refuses them. */
export function tooManyRequests(retryAfterSeconds: number): Fault {
  const text = 'Too many requests, please try again later.\n'
  return response(429, {'Retry-After': String(retryAfterSeconds), 'Content-Type': 'text/plain; charset=utf-8'}, text)
}

/** A server that is ill, with the Status that tells it. */
export function serverError(status: 500 | 503 | 504 = 500, message = 'etcdserver: request timed out'): Fault {
  return json(status, {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, code: status})
}

/** What a proxy or a login page says where an API server should be. */
export function webPage(status = 200): Fault {
  return html(status, '<!doctype html><title>Sign in</title><h1>Sign in to continue</h1>')
}

/** Whether the fault was the whole answer; if not, the answer is to follow. */
export async function suffer(fault: Fault, exchange: Exchange): Promise<boolean> {
  switch (fault.kind) {
    case 'delay':
      await setTimeout(fault.ms, undefined, {ref: false})
      return false
    case 'clock':
      exchange.outgoing.setHeader('Date', fault.at.toUTCString())
      return false
    case 'cut':
      cutAfter(fault.afterBytes, exchange)
      return false
    default:
      sendAnswer(fault, exchange)
      return true
  }
}

/** Lets so many bytes of the body through and then ends the connection. */
function cutAfter(bytes: number, {outgoing, connection}: Exchange): void {
  const write = outgoing.write.bind(outgoing)
  let left = bytes
  const pass = (chunk: string | Uint8Array, isLast: boolean) => {
    const piece = Buffer.from(chunk).subarray(0, left)
    left -= piece.length
    write(piece, () => {
      // A body that is shorter than that is cut before its end is told.
      if (left === 0 || isLast) connection.destroy()
    })
    return true
  }
  Object.assign(outgoing, {
    write: (chunk: string | Uint8Array) => pass(chunk, false),
    end: (chunk: string | Uint8Array = '') => pass(chunk, true),
  })
}
