import type {Socket} from 'node:net'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {setTimeout} from 'node:timers/promises'
import type {Answer} from './answer.ts'
import type {Exchange} from './loopback-server.ts'

/** Puts an answer on the wire. */
export function sendAnswer(answer: Answer, {incoming, outgoing, connection}: Exchange): void {
  switch (answer.kind) {
    case 'response':
      outgoing.writeHead(answer.status, {'Content-Length': Buffer.byteLength(answer.body), ...answer.headers})
      outgoing.end(answer.body)
      return
    case 'stream': {
      const {piece, times, everyMs} = answer
      const length = times === undefined ? {} : {'Content-Length': piece.length * times}
      outgoing.writeHead(answer.status, {...length, ...answer.headers})
      outgoing.flushHeaders()
      // Node.js drops a body to HEAD as fast as it is written, and an endless one without ever ending.
      if (incoming.method === 'HEAD') outgoing.end()
      else flow(Array<Uint8Array>(1).fill(piece), {times: times ?? Number.POSITIVE_INFINITY, everyMs}, outgoing)
      return
    }
    case 'raw': {
      const bytes = Buffer.from(answer.bytes, 'latin1')
      const pieces = answer.everyMs === undefined ? [bytes] : Array.from(bytes, (byte) => Buffer.of(byte))
      if (outgoing.socket !== null) flow(pieces, {times: 1, everyMs: answer.everyMs}, outgoing.socket)
      return
    }
    case 'silence':
      return
    case 'reset':
      connection.resetAndDestroy()
      return
  }
}

interface Rhythm {
  readonly times: number
  readonly everyMs: number | undefined
}

function flow(pieces: readonly Uint8Array[], rhythm: Rhythm, into: NodeJS.WritableStream | Socket): void {
  // The client's leaving in the middle is what most of these answers are for.
  pipeline(Readable.from(paced(pieces, rhythm)), into).catch(() => into.end())
}

async function* paced(pieces: readonly Uint8Array[], {times, everyMs}: Rhythm): AsyncGenerator<Uint8Array> {
  for (let round = 0; round < times; round++) {
    for (const piece of pieces) {
      if (everyMs !== undefined) await setTimeout(everyMs, undefined, {ref: false})
      yield piece
    }
  }
}
