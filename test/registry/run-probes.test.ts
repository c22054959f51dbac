import assert from 'node:assert/strict'
import test from 'node:test'
import {type Probe, type ProbeOutcome, probeKey} from '../../src/registry/probe.ts'
import type {Http, HttpRequest, HttpResult} from '../../src/registry/run-probe.ts'
import {startSession} from '../../src/registry/run-probe.ts'
import {runProbes} from '../../src/registry/run-probes.ts'
import {dockerHub} from '../sandbox/registry/behaviours/docker-hub.ts'
import {nexus} from '../sandbox/registry/behaviours/nexus.ts'
import {buildIndex} from '../sandbox/registry/image.ts'
import {imageRegistry} from '../sandbox/registry/image-registry.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aLogin, anHttp, aProbe, serve, servePlain} from './probing.ts'

const wrong = aLogin({username: 'alice', password: 'wrong-canary'})

test('each distinct question is asked once, and every key has its outcome in the order of the questions', async (t) => {
  const [server, host] = await serve(t, nexus)
  const probes = ['team/app:1.0', 'team/app:2.0', 'team/app:1.0'].map((name) =>
    aProbe(`${host}/${name}`, aLogin(alice)),
  )
  const outcomes = await runProbes(probes, anHttp(t))
  assert.deepEqual([...outcomes.keys()], [...new Set(probes.map(probeKey))])
  assert.deepEqual(
    [...outcomes.values()].map(({kind}) => kind),
    ['readable', 'manifest-unknown'],
  )
  assert.equal(server.requests.filter(({url, method}) => method === 'HEAD' && url.endsWith('/1.0')).length, 2)
})

test('equal questions are one, that goes as far as the farthest and looks for the platforms of all', async (t) => {
  const image = buildIndex(['linux/amd64'], {label: 'x'})
  const [server, host] = await serve(t, imageRegistry({image}))
  const probe = aProbe(`${host}/team/app:1.0`)
  const outcomes = await runProbes(
    [
      {...probe, platforms: ['linux/amd64']},
      {...probe, depth: 'layer', platforms: ['linux/s390x', 'linux/amd64']},
      probe,
    ],
    anHttp(t),
  )
  const outcome = outcomes.get(probeKey(probe))
  assert.deepEqual(outcome?.content?.missingPlatforms, ['linux/s390x'])
  assert.equal(server.requests.filter(({method}) => method === 'HEAD').length, 1)
})

test('identities that ask side by side all fall back to plain HTTP on this machine', async (t) => {
  const {host} = await servePlain(t, imageRegistry({image: buildIndex(['linux/amd64'], {label: 'x'})}))
  const image = `${host}/team/app:1.0`
  const outcomes = await runProbes([aProbe(image, aLogin(alice)), aProbe(image)], anHttp(t))
  assert.deepEqual(
    [...outcomes.values()].map(({kind}) => kind),
    ['readable', 'readable'],
  )
})

test('a login is refused once for all images, by Basic and by a token server', async (t) => {
  for (const [behaviour, presentations] of [
    [nexus, 1],
    // containerd's form and GET are one presentation to a person, and two requests.
    [dockerHub, 1],
  ] as const) {
    const [server, host] = await serve(t, behaviour)
    const probes = Array.from({length: 20}, (_, index) => aProbe(`${host}/team/app-${index}:1.0`, wrong))
    const outcomes = await runProbes(probes, anHttp(t))
    assert.ok([...outcomes.values()].every(({kind}) => kind === 'unauthorized'))
    const posts = server.requests.filter(({method}) => method === 'POST')
    const basics = server.requests.filter(({url, headers}) => headers.authorization && !url.startsWith('/token'))
    assert.equal(posts.length + basics.length, presentations)
  }
})

test('a refused login does not stand for another login, nor for another registry', async (t) => {
  const [, host] = await serve(t, nexus)
  const [, other] = await serve(t, nexus)
  const probes = [
    aProbe(`${host}/team/app:1.0`, wrong),
    aProbe(`${host}/team/app:1.0`, aLogin(alice)),
    aProbe(`${other}/team/app:1.0`, aLogin(alice)),
  ]
  const outcomes = await runProbes(probes, anHttp(t))
  assert.deepEqual(
    [...outcomes.values()].map(({kind}) => kind),
    ['unauthorized', 'readable', 'readable'],
  )
})

test('at most four questions are at one registry at once, and 32 in all', async () => {
  const flight = inFlight()
  const probes = Array.from({length: 20}, (_, registry) =>
    Array.from({length: 10}, (_, image) => aProbe(`registry-${registry}.example.test/app-${image}:1.0`)),
  ).flat()
  await runProbes(probes, flight.http)
  assert.deepEqual(flight.most(), {perHost: 4, inAll: 32})
})

test('one slow registry does not hold up the others', async () => {
  const {promise: end, resolve: release} = Promise.withResolvers<void>()
  const told: string[] = []
  const http: Http = {
    async send({url}) {
      if (url.hostname.startsWith('slow')) await end
      return refused()
    },
  }
  const onOutcome = ({reference}: Probe) => {
    told.push(reference.registry)
    if (told.length === 40) release()
  }
  const slow = Array.from({length: 40}, (_, image) => aProbe(`slow.example.test/app-${image}:1.0`))
  const quick = Array.from({length: 40}, (_, registry) => aProbe(`quick-${registry}.example.test/app:1.0`))
  await runProbes([...slow, ...quick], http, {onOutcome})
  assert.ok(told.slice(0, 40).every((registry) => registry.startsWith('quick')))
})

test('each outcome is told as it comes', async () => {
  const told: (readonly [string, ProbeOutcome['kind']])[] = []
  const http: Http = {send: async () => refused()}
  await runProbes([aProbe('a.example.test/app:1.0')], http, {
    session: startSession(),
    onOutcome: ({reference}, {kind}) => told.push([reference.given, kind]),
  })
  assert.deepEqual(told, [['a.example.test/app:1.0', 'unreachable']])
})

function refused(): HttpResult {
  return {kind: 'failure', cause: {kind: 'connection-refused', code: 'ECONNREFUSED'}}
}

/** An HTTP that refuses everything a few turns later and counts what is on the way. */
function inFlight() {
  const perHost = new Map<string, number>()
  const most = {perHost: 0, inAll: 0}
  let inAll = 0
  async function send({url}: HttpRequest): Promise<HttpResult> {
    const here = (perHost.get(url.host) ?? 0) + 1
    perHost.set(url.host, here)
    inAll++
    most.perHost = Math.max(most.perHost, here)
    most.inAll = Math.max(most.inAll, inAll)
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
    perHost.set(url.host, (perHost.get(url.host) ?? 0) - 1)
    inAll--
    return refused()
  }
  return {http: {send}, most: () => most}
}
