import {randomUUID} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {promisify} from 'node:util'
import {constants, gzip} from 'node:zlib'
import type {OutputStream, Reply} from './reply.ts'

/** The wire side of an exchange. */
export interface Wire {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

/** Who let the request in: absent where nobody did (401), so that the answer has no flow schema. */
export type FlowHeaders = Readonly<Record<string, string>> | undefined

/** The headers that priority and fairness put on every answer; clients have no use for the values. */
export const flowHeaders: FlowHeaders = {
  'X-Kubernetes-Pf-Flowschema-Uid': randomUUID(),
  'X-Kubernetes-Pf-Prioritylevel-Uid': randomUUID(),
}

/** Larger answers go out compressed to those who take gzip (defaultGzipThresholdBytes in apiserver). */
const gzipThreshold = 128 * 1024

const compress = promisify(gzip)

/** Writes an answer with the headers of an API server. */
export async function sendReply(reply: Reply, {incoming, outgoing}: Wire, flow: FlowHeaders): Promise<void> {
  outgoing.setHeaders(
    new Map(Object.entries({'Audit-Id': randomUUID(), 'Cache-Control': 'no-cache, private', ...flow})),
  )
  switch (reply.kind) {
    case 'text':
      sendText(outgoing, reply.status, reply.text)
      return
    case 'json':
      await sendJson(reply, incoming, outgoing)
      return
    case 'stream':
      outgoing.writeHead(200, {'Content-Type': 'application/json'})
      outgoing.flushHeaders()
      reply.start(outputStream(outgoing))
      return
  }
}

function sendText(outgoing: ServerResponse, status: number, text: string): void {
  const guard = status === 200 ? {} : {'X-Content-Type-Options': 'nosniff'}
  outgoing.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    ...guard,
  })
  outgoing.end(text)
}

async function sendJson(
  reply: Reply & {kind: 'json'},
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const text = Buffer.from(reply.json)
  const isCompressed = text.length > gzipThreshold && (incoming.headers['accept-encoding'] ?? '').includes('gzip')
  const body = isCompressed ? await compress(text, {level: constants.Z_BEST_SPEED}) : text
  outgoing.writeHead(reply.status, {
    'Content-Type': 'application/json',
    'Content-Length': body.length,
    ...(isCompressed ? {'Content-Encoding': 'gzip', Vary: 'Accept-Encoding'} : {}),
    ...(reply.status === 403 ? {'X-Content-Type-Options': 'nosniff'} : {}),
    ...reply.headers,
  })
  outgoing.end(body)
}

function outputStream(outgoing: ServerResponse): OutputStream {
  return {
    write: (text) => outgoing.write(text),
    end: () => outgoing.end(),
    onClose: (listener) => outgoing.once('close', listener),
  }
}
