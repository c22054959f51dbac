import {once} from 'node:events'
import {createServer as createHttpServer, type IncomingMessage, type ServerResponse} from 'node:http'
import {createServer as createHttpsServer} from 'node:https'
import type {AddressInfo, Server, Socket} from 'node:net'
import type {TlsOptions} from 'node:tls'
import {type RecordedRequest, recordedRequest} from './recorded-request.ts'

/** A server of the sandbox: on loopback, on a port the system chose, with a memory. */
export interface LoopbackServer {
  readonly port: number
  /** `127.0.0.1:port` or `[::1]:port`. `hostNamed` gives it any other name. */
  readonly host: string
  /** `http://` or `https://` and the host, without a slash at the end. */
  readonly url: string
  /** Everything it was asked, in order; a request is here before it is answered. */
  readonly requests: readonly RecordedRequest[]
  /** Cuts every connection, so that an answer without end does not keep the test waiting. */
  close(): Promise<void>
}

/** One request on the wire. `connection` is the TCP socket, below TLS if there is any. */
export interface Exchange {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly connection: Socket
}

export interface LoopbackOptions {
  /** A `KeyPair` of the certificate authority, or more of what `tls.createServer` takes. Absent: plain HTTP. */
  readonly tls?: TlsOptions
  /** Default: 127.0.0.1. */
  readonly address?: '127.0.0.1' | '::1'
  /** `streamed` leaves the body to the listener; by default it is read first and recorded. */
  readonly bodies?: 'recorded' | 'streamed'
}

/** Starts a server whose answers are the listener's. */
export async function startLoopbackServer(
  listener: (request: RecordedRequest, exchange: Exchange) => void,
  options: LoopbackOptions = {},
): Promise<LoopbackServer> {
  const requests: RecordedRequest[] = []
  const server = options.tls === undefined ? createHttpServer() : createHttpsServer(options.tls)
  const connections = trackConnections(server)
  const {address = '127.0.0.1'} = options
  const port = await listen(server, address)

  server.on('request', async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const connection = connections.get(incoming.socket.remotePort ?? 0)
    if (connection === undefined) return
    const body = options.bodies === 'streamed' ? '' : await readBody(incoming)
    if (body === undefined) return
    const request = recordedRequest(incoming, body)
    requests.push(request)
    listener(request, {incoming, outgoing, connection})
  })

  const host = `${address === '::1' ? '[::1]' : address}:${port}`
  return {
    port,
    host,
    url: `${options.tls === undefined ? 'http' : 'https'}://${host}`,
    requests,
    close: () => closeServer(server, connections),
  }
}

/** By the client's port: the socket of a request is the TLS one, and a reset needs the TCP one below. */
export type Connections = ReadonlyMap<number, Socket>

export function trackConnections(server: Server): Connections {
  const connections = new Map<number, Socket>()
  server.on('connection', (socket: Socket) => {
    const {remotePort} = socket
    if (remotePort === undefined) return
    connections.set(remotePort, socket)
    socket.on('close', () => connections.delete(remotePort))
    // A client may break off at any moment; that is its answer, not this server's failure.
    socket.on('error', () => socket.destroy())
  })
  return connections
}

export async function listen(server: Server, address = '127.0.0.1'): Promise<number> {
  server.listen(0, address)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

export async function closeServer(server: Server, connections: Connections): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  for (const socket of connections.values()) socket.destroy()
  await closed
}

/** Nothing where the client left before it had said everything. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks = await incoming.toArray().catch(() => undefined)
  return chunks && Buffer.concat(chunks).toString('utf8')
}
