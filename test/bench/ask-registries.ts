import {readFileSync} from 'node:fs'
import {createSecureContext} from 'node:tls'
import {Agent, type Dispatcher} from 'undici'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {createHttp} from '../../src/registry/http.ts'
import {limiter} from '../../src/registry/limiter.ts'
import type {Probe} from '../../src/registry/probe.ts'
import {runProbes} from '../../src/registry/run-probes.ts'
import {startSession} from '../../src/registry/session.ts'

/**
 * Asks all registries of a file for one manifest each, as `ours` or as `bare` undici would: HEAD and GET, 32 at once, over
 * connections of its own. Both load the same modules, so that what differs is the asking. With `alone` only the first of them. Prints the milliseconds and requests that it took.
 */
const [file = '', way = 'ours', ...rest] = process.argv.slice(2)
const {ca, hosts}: {readonly ca: string; readonly hosts: readonly string[]} = JSON.parse(readFileSync(file, 'utf8'))
const asked = rest.includes('alone') ? hosts.slice(0, 1) : hosts
const started = performance.now()
const requests = way === 'ours' ? await askOurs(asked) : await askBare(asked)
console.log(JSON.stringify({wallMs: performance.now() - started, requests}))
process.exit(0)

async function askOurs(registries: readonly string[]): Promise<number> {
  const session = startSession({defaultScheme: 'https'})
  const outcomes = await runProbes(registries.map(probeOf), createHttp({certificateAuthority: ca, environment: {}}), {
    session,
  })
  const failed = [...outcomes.values()].find(({kind}) => kind !== 'readable')
  if (failed !== undefined) throw new Error(`a registry was not readable: ${JSON.stringify(failed)}`)
  return session.requests
}

function probeOf(registry: string): Probe {
  const parsed = parseReference(`${registry}/team/app:1.0`)
  if (parsed.kind === 'invalid') throw new Error(parsed.fault)
  return {reference: parsed.reference, attempt: 'anonymous'}
}

async function askBare(registries: readonly string[]): Promise<number> {
  const agent = new Agent({connect: {secureContext: createSecureContext({ca})}, allowH2: false})
  const atOnce = limiter(32)
  const path = '/v2/team/app/manifests/1.0'
  await Promise.all(
    registries.map((host) =>
      atOnce(async () => {
        await read(await agent.request({origin: `https://${host}`, path, method: 'HEAD', reset: false}))
        await read(await agent.request({origin: `https://${host}`, path, method: 'GET'}))
      }),
    ),
  )
  return registries.length * 2
}

async function read({body, statusCode}: Dispatcher.ResponseData): Promise<void> {
  await body.bytes()
  if (statusCode !== 200) throw new Error(`status ${statusCode}`)
}
