import assert from 'node:assert/strict'
import test, {type TestContext} from 'node:test'
import type {Attempt} from '../../src/credentials/credential.ts'
import type {Absence} from '../../src/registry/probe.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {runProbes} from '../../src/registry/run-probes.ts'
import {json, registryError, response} from '../sandbox/registry/answer.ts'
import {dockerHub} from '../sandbox/registry/behaviours/docker-hub.ts'
import {ecr} from '../sandbox/registry/behaviours/ecr.ts'
import {ghcr} from '../sandbox/registry/behaviours/ghcr.ts'
import {nexus} from '../sandbox/registry/behaviours/nexus.ts'
import {quay} from '../sandbox/registry/behaviours/quay.ts'
import type {RecordedRequest} from '../sandbox/registry/recorded-request.ts'
import {alice, bob} from '../sandbox/registry/sandbox-user.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'
import {aLogin, anHttp, aProbe, serve} from './probing.ts'

const wrong = aLogin({username: 'alice', password: 'wrong-canary'})

async function absenceFor(t: TestContext, behaviour: Behaviour, attempt: Attempt, image = 'team/app:1.0') {
  const [server, host] = await serve(t, behaviour)
  const outcome = await runProbe(aProbe(`${host}/${image}`, attempt), anHttp(t), startSession())
  return {absence: outcome.absence?.kind, requests: server.requests}
}

/** A registry that refuses what is there and says of the rest that it is not. */
const candid: Behaviour = ({url}) =>
  url.includes('/team/app/') ? response(403) : registryError(404, {code: 'NAME_UNKNOWN', message: 'm'})

const cases: Readonly<Record<string, readonly [Behaviour, Attempt, Absence['kind'] | undefined]>> = {
  'a registry that says 404 of what is not there has something to refuse': [candid, 'anonymous', 'told'],
  'Docker Hub hides from nobody': [dockerHub, 'anonymous', 'hidden'],
  'Docker Hub hides from a login without the right': [dockerHub, aLogin(bob), 'hidden'],
  'Quay hides behind 401': [quay, aLogin(bob), 'hidden'],
  'ECR hides behind 403': [ecr, aLogin(bob), 'hidden'],
  'GHCR hides from nobody at its token server': [ghcr, 'anonymous', 'hidden'],
  'what is given hides nothing': [dockerHub, aLogin(alice), undefined],
  'a registry that lets nobody in hides nothing in particular': [nexus, 'anonymous', undefined],
  'a 401 without a challenge says nothing of repositories': [() => response(401), 'anonymous', undefined],
}

for (const [sentence, [behaviour, attempt, expected]] of Object.entries(cases)) {
  test(sentence, async (t) => {
    assert.equal((await absenceFor(t, behaviour, attempt)).absence, expected)
  })
}

for (const [product, behaviour] of Object.entries({nexus, dockerHub, ghcr})) {
  test(`a login that may itself be refused is not presented a second time: ${product}`, async (t) => {
    const {absence, requests} = await absenceFor(t, behaviour, wrong)
    assert.equal(absence, undefined)
    assert.ok(requests.every(({url}) => !url.includes('absent-')))
  })
}

test('one namespace is asked about once for a login, in a namespace of one level too', async (t) => {
  const [server, host] = await serve(t, dockerHub)
  const probes = ['team/a', 'team/b', 'other/a', 'alone'].map((name) => aProbe(`${host}/${name}:1.0`))
  await runProbes(probes, anHttp(t))
  const heads = server.requests.filter(({method, url}) => method === 'HEAD' && isTwin(url))
  assert.deepEqual(new Set(heads.map(namespace)), new Set(['team/', 'other/', '']))
  // As nobody and with the token that nobody gets.
  assert.equal(heads.length, 2 * 3)
})

test('an answer that is neither a refusal nor an absence tells nothing', async (t) => {
  const unsure: Behaviour = ({url}) => (isTwin(url) ? json(200, {}) : response(403))
  assert.equal((await absenceFor(t, unsure, 'anonymous')).absence, undefined)
})

function isTwin(url: string): boolean {
  return url.includes('absent-') && url.includes('/manifests/')
}

function namespace({url}: RecordedRequest): string {
  return /^\/v2\/(.*)absent-/.exec(url)?.[1] ?? ''
}
