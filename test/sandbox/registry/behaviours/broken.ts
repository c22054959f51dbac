import {gzipSync} from 'node:zlib'
import {type Answer, html, registryError, response} from '../answer.ts'
import type {Behaviour} from '../scripted-registry.ts'

const json = {'Content-Type': 'application/json'}

/** What no registry should say, and some do; and what a hostile one would. All of it is said to every request. */
export const brokenRegistries = {
  rateLimited: always(
    registryError(
      429,
      {code: 'TOOMANYREQUESTS', message: 'You have reached your pull rate limit.'},
      {'Retry-After': '60'},
    ),
  ),
  internalError: always(response(500, {'Content-Type': 'text/plain'}, 'panic')),
  badGateway: always(html(502, '<html><h1>502 Bad Gateway</h1></html>')),
  unavailable: always(registryError(503, {code: 'UNAVAILABLE', message: 'service unavailable'})),
  busy: always(response(503, {'Retry-After': '60'})),
  webPage: always(html(200, '<html><title>Welcome</title></html>')),
  webPageNotFound: always(html(404, '<html><title>Not Found</title></html>')),
  loginPage: ({url}) => (url === '/login' ? html(200, '<form action="/login">') : response(302, {Location: '/login'})),
  redirectsForever: ({url}) => response(307, {Location: `${url}x`}),
  redirectsNowhere: always(response(302)),
  unansweredChallenge: always(
    registryError(401, {code: 'UNAUTHORIZED', message: 'no'}, {'WWW-Authenticate': 'Negotiate'}),
  ),
  noChallenge: always(response(401)),
  forbidden: always(registryError(403, {code: 'DENIED', message: 'denied'})),
  silent: always({kind: 'silence'}),
  reset: always({kind: 'reset'}),
  notHttp: always({kind: 'raw', bytes: 'SSH-2.0-OpenSSH_9.9\r\n'}),
  slowHead: always({kind: 'raw', bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', everyMs: 50}),
  hugeHead: always(response(403, {'X-Filler': 'x'.repeat(15_000), ...manyHeaders()})),
  endless: always({kind: 'stream', status: 403, headers: json, piece: Buffer.alloc(64 * 1024, ' ')}),
  dripping: always({kind: 'stream', status: 403, headers: json, piece: Buffer.from(' '), everyMs: 20}),
  halfClosed: always({kind: 'raw', bytes: 'HTTP/1.1 403 Forbidden\r\nContent-Length: 1000\r\n\r\n{"errors":'}),
  bomb: () => response(403, {...json, 'Content-Encoding': 'gzip'}, gzipSync(Buffer.alloc(8 * 1024 * 1024))),
  escapes: always(
    registryError(403, {code: 'DENIED\x1b[31m', message: '\x1b]0;owned\x07\x1b[2J\u202egnp.exe\nforged line'}),
  ),
  verbose: always(registryError(403, {code: 'DENIED', message: 'no '.repeat(100_000)})),
} as const satisfies Readonly<Record<string, Behaviour>>

function always(answer: Answer): Behaviour {
  return () => answer
}

function manyHeaders(): Record<string, string> {
  return Object.fromEntries(Array.from({length: 100}, (_, index) => [`X-Filler-${index}`, 'x'.repeat(2000)]))
}
