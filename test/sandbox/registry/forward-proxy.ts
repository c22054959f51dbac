import {createServer, request as httpRequest, type IncomingMessage, type ServerResponse} from 'node:http'
import {createServer as createHttpsServer} from 'node:https'
import {connect, type Socket} from 'node:net'
import type {TlsOptions} from 'node:tls'
import {closeServer, listen, trackConnections} from './loopback-server.ts'

/** What the proxy was asked: `CONNECT host:port`, or the method and URL that it was to forward. */
export interface ProxiedRequest {
  readonly line: string
  /** `Proxy-Authorization`, if there was one. */
  readonly login?: string
}

export interface ForwardProxy {
  readonly port: number
  /** `127.0.0.1:port`. */
  readonly host: string
  readonly requests: readonly ProxiedRequest[]
  close(): Promise<void>
}

/** To open the way, to refuse it with a status, or to cut the connection. */
export type Verdict = 'open' | 'cut' | number

export interface ProxyOptions {
  /** Clients speak TLS to the proxy itself. */
  readonly tls?: TlsOptions
  readonly decide?: (request: ProxiedRequest) => Verdict
  /** The port of this machine that a tunnel to `host:port` ends at. Default: the port that was asked for. */
  readonly portFor?: (target: string) => number
}

/** A proxy by RFC 9110: CONNECT makes a tunnel (section 9.3.6), an absolute URL is forwarded. All names lead to here. */
export async function startForwardProxy(options: ProxyOptions = {}): Promise<ForwardProxy> {
  const {tls, decide = () => 'open', portFor = portOf} = options
  const requests: ProxiedRequest[] = []
  const server = tls === undefined ? createServer() : createHttpsServer(tls)
  const connections = trackConnections(server)
  const record = ({method, url, headers}: IncomingMessage): ProxiedRequest => {
    const login = headers['proxy-authorization']
    const request = {line: `${method} ${url}`, ...(login !== undefined && {login})}
    requests.push(request)
    return request
  }

  server.on('connect', (incoming: IncomingMessage, client: Socket) => {
    const verdict = decide(record(incoming))
    client.on('error', () => client.destroy())
    if (verdict === 'cut') return client.destroy()
    if (verdict !== 'open') return client.end(`HTTP/1.1 ${verdict} Refused\r\nContent-Length: 0\r\n\r\n`)
    const target = connect(portFor(incoming.url ?? ''), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    target.on('error', () => client.destroy())
    target.on('close', () => client.destroy())
    client.on('close', () => target.destroy())
    return undefined
  })

  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const verdict = decide(record(incoming))
    if (verdict === 'cut') return incoming.socket.destroy()
    if (verdict !== 'open') return outgoing.writeHead(verdict).end()
    const {port, pathname, search} = new URL(incoming.url ?? '')
    const {'proxy-authorization': _, ...headers} = incoming.headers
    const onward = httpRequest({host: '127.0.0.1', port, method: incoming.method, path: pathname + search, headers})
    onward.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.writeHead(502).end())
    return incoming.pipe(onward)
  })

  const port = await listen(server)
  return {port, host: `127.0.0.1:${port}`, requests, close: () => closeServer(server, connections)}
}

function portOf(target: string): number {
  return Number(target.slice(target.lastIndexOf(':') + 1))
}
