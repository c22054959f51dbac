import assert from 'node:assert/strict'
import test, {type TestContext} from 'node:test'
import type {Attempt} from '../../src/credentials/credential.ts'
import type {Content, ProbeOutcome} from '../../src/registry/probe.ts'
import {runProbe, type SessionOptions, startSession} from '../../src/registry/run-probe.ts'
import {type Answer, html, json, registryError, response} from '../sandbox/registry/answer.ts'
import {basicLogin} from '../sandbox/registry/basic-login.ts'
import {buildImage, buildIndex} from '../sandbox/registry/image.ts'
import {blobAnswer, imageRegistry} from '../sandbox/registry/image-registry.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'
import {aLogin, anHttp, aProbe, serve} from './probing.ts'

const cdnName = 'cdn.example.test'
const image = buildImage('linux/amd64', {label: 'x'})
const index = buildIndex(['linux/arm64/v8', 'linux/amd64'], {label: 'x'})
const [arm, amd] = index.images
const login = aLogin({username: 'u', password: 'canary-password'})

interface Depth extends SessionOptions {
  readonly platforms?: readonly string[]
  readonly attempt?: Attempt
  readonly timeoutMs?: number
}

async function probed(t: TestContext, behaviour: Behaviour, {platforms, attempt, timeoutMs, ...session}: Depth = {}) {
  const [server, host] = await serve(t, behaviour)
  const probe = {...aProbe(`${host}/team/app:1.0`, attempt), depth: 'layer' as const, ...(platforms && {platforms})}
  const http = anHttp(t, timeoutMs === undefined ? {} : {timeoutMs})
  const outcome = await runProbe(probe, http, startSession(session))
  return {outcome, host, requests: server.requests}
}

function contentOf({kind, content}: ProbeOutcome): Content {
  assert.ok(content !== undefined, `${kind}, and nothing behind it`)
  return content
}

test('a probe that does not ask for it goes no farther than the manifest', async (t) => {
  const [server, host] = await serve(t, imageRegistry({image}))
  const {content} = await runProbe(aProbe(`${host}/team/app:1.0`), anHttp(t), startSession())
  assert.equal(content, undefined)
  assert.equal(server.requests.length, 2)
})

test("one byte of an image's smallest layer is read from the registry itself", async (t) => {
  const {outcome, host, requests} = await probed(t, imageRegistry({image}))
  const {exchanges, ...content} = contentOf(outcome)
  const blob = {host, digest: image.layer.digest, answer: {kind: 'readable'}}
  assert.deepEqual(content, {missingPlatforms: [], missingChildren: [], blob})
  const url = `https://${host}/v2/team/app/blobs/${image.layer.digest}`
  assert.deepEqual(exchanges, [{method: 'GET', url, at: 'blob', status: 206}])
  assert.equal(requests.at(-1)?.headers.range, 'bytes=0-0')
})

test('the exchange that decided about the manifest stays the last of its own', async (t) => {
  const {outcome} = await probed(t, imageRegistry({image: index}))
  assert.match(outcome.exchanges.at(-1)?.url ?? '', new RegExp(`/manifests/${index.manifest.digest}$`))
})

test('of an index the image for each platform is looked for by its digest', async (t) => {
  const platforms = ['linux/amd64', 'linux/s390x', 'linux/arm64']
  const {outcome, requests} = await probed(t, imageRegistry({image: index}), {platforms})
  const {missingPlatforms, missingChildren, blob} = contentOf(outcome)
  assert.deepEqual([missingPlatforms, missingChildren], [['linux/s390x'], []])
  assert.equal(blob?.answer.kind, 'readable')
  const asked = requests.map(({url}) => url).filter((url) => url.includes('/manifests/sha256'))
  assert.deepEqual(
    asked.slice(1).map((url) => url.split('/').at(-1)),
    [amd?.manifest.digest, arm?.manifest.digest],
  )
})

test('an image that is no index is for the platform that its config names', async (t) => {
  const arm64 = buildImage('linux/arm64', {label: 'x'})
  const {outcome, requests} = await probed(t, imageRegistry({image: arm64}), {platforms: ['linux/amd64']})
  const {otherPlatform, blob, exchanges} = contentOf(outcome)
  assert.deepEqual([otherPlatform, blob?.answer.kind], ['linux/arm64', 'readable'])
  assert.ok(requests.some(({url}) => url.endsWith(arm64.config.digest)))
  // What is said of the layer rests on the last one.
  assert.match(exchanges.at(-1)?.url ?? '', new RegExp(arm64.layer.digest))
})

for (const [sentence, platform, platforms] of [
  ['the nodes are of that platform', 'linux/amd64', ['linux/amd64']],
  ['one of the nodes is', 'linux/arm64', ['linux/amd64', 'linux/arm64']],
  ['the nodes run the older one as well', 'linux/arm/v7', ['linux/arm64']],
  ['it names none', 'linux/', ['linux/amd64']],
] as const) {
  test(`nothing is said against an image that is no index where ${sentence}`, async (t) => {
    const one = buildImage(platform, {label: 'x'})
    const {outcome} = await probed(t, imageRegistry({image: one}), {platforms})
    assert.equal(contentOf(outcome).otherPlatform, undefined)
  })
}

test('a config that cannot be read says nothing of a platform, and none is read where no node is known', async (t) => {
  const blob = (asked: {url: string}) =>
    asked.url.endsWith(image.config.digest) ? response(404) : response(200, {}, 'x')
  const platforms = ['linux/s390x']
  const {outcome} = await probed(t, imageRegistry({image, blob}), {platforms})
  assert.equal(contentOf(outcome).otherPlatform, undefined)
  const {requests} = await probed(t, imageRegistry({image}))
  assert.ok(requests.every(({url}) => !url.endsWith(image.config.digest)))
})

test('without a platform an index is followed to linux/amd64, or to the first image there is', async (t) => {
  for (const [platforms, expected] of [
    [['linux/arm64', 'linux/amd64'], 'linux/amd64'],
    [['linux/s390x', 'linux/ppc64le'], 'linux/s390x'],
  ] as const) {
    const some = buildIndex(platforms, {label: 'y'})
    const {outcome, requests} = await probed(t, imageRegistry({image: some}))
    const child = some.images.find(({platform}) => platform === expected)
    assert.deepEqual(contentOf(outcome).missingPlatforms, [])
    assert.ok(requests.some(({url}) => url.endsWith(child?.manifest.digest ?? 'none')))
    assert.equal(contentOf(outcome).blob?.digest, child?.layer.digest)
  }
})

test('images that an index lists and the registry does not have are named, and another one is read', async (t) => {
  const gone = registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'manifest unknown'})
  const child = (digest: string) => (digest === amd?.manifest.digest ? gone : undefined)
  const platforms = ['linux/amd64', 'linux/arm64']
  const {outcome} = await probed(t, imageRegistry({image: index, child}), {platforms})
  const {missingChildren, blob} = contentOf(outcome)
  assert.equal(outcome.kind, 'readable')
  assert.deepEqual(missingChildren, [{platform: 'linux/amd64', digest: amd?.manifest.digest}])
  assert.equal(blob?.digest, arm?.layer.digest)
})

test('an index of which no image is there leads to no blob', async (t) => {
  const {outcome} = await probed(t, imageRegistry({image: index, child: () => response(404)}))
  const {missingChildren, blob} = contentOf(outcome)
  assert.deepEqual([missingChildren.length, blob], [1, undefined])
})

test('a refusal on the way to an image is the answer to the whole question', async (t) => {
  const limited = imageRegistry({image: index, child: () => response(429, {'Retry-After': '30'})})
  const {outcome} = await probed(t, limited)
  assert.deepEqual({...outcome, exchanges: []}, {kind: 'rate-limited', retryAfterSeconds: 30, exchanges: []})
})

test('reading is not done at a registry that counts it, and is where it tells no limit', async (t) => {
  const counting = (headers: Readonly<Record<string, string>>) => (request: Parameters<Behaviour>[0]) => {
    const answer = imageRegistry({image})(request)
    return answer.kind === 'response' ? {...answer, headers: {...answer.headers, ...headers}} : answer
  }
  const limit = {'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '87;w=21600'}
  const readsManifest = () => false
  const limited = await probed(t, counting(limit), {readsManifest})
  assert.equal(limited.outcome.content, undefined)
  assert.deepEqual(limited.outcome.rateLimit, {limit: 100, remaining: 87, windowSeconds: 21_600})
  assert.equal(limited.requests.length, 1)
  assert.equal(contentOf((await probed(t, counting({}), {readsManifest})).outcome).blob?.answer.kind, 'readable')
})

/** A registry behind Basic that keeps its blobs at another host. */
async function withCdn(t: TestContext, cdn: Behaviour, depth: Depth = {}) {
  const [server, host] = await serve(t, cdn, cdnName)
  const elsewhere = imageRegistry({
    image,
    blob: ({url}) => response(307, {Location: `https://${host}${url}?X-Amz-Signature=signature-canary`}),
  })
  const registry: Behaviour = (request) =>
    basicLogin(request) === undefined ? response(401, {'WWW-Authenticate': 'Basic realm="r"'}) : elsewhere(request)
  const {outcome} = await probed(t, registry, {attempt: login, ...depth})
  return {outcome, cdn: server, host}
}

test('a redirect to where layers are kept is followed without the login, and its signature is not shown', async (t) => {
  const {outcome, cdn, host} = await withCdn(t, (request) => blobAnswer([image.layer], request))
  const {blob, exchanges} = contentOf(outcome)
  assert.deepEqual(blob, {host, digest: image.layer.digest, answer: {kind: 'readable'}})
  assert.deepEqual(
    exchanges.map(({at, status}) => [at, status]),
    [
      ['blob', 307],
      ['blob', 206],
    ],
  )
  assert.equal(cdn.requests.length, 1)
  assert.ok(cdn.requests[0]?.url.includes('signature-canary'))
  assert.ok(cdn.requests.every(({headers}) => headers.authorization === undefined))
  assert.ok(!JSON.stringify(outcome).includes('signature-canary'))
})

const refusals: Readonly<Record<string, readonly [Answer, string]>> = {
  'forbids it': [response(403, {'Content-Type': 'application/xml'}, '<Error/>'), 'denied'],
  'asks for a login': [response(401, {'WWW-Authenticate': 'Basic realm="give"'}), 'unauthorized'],
  'has no such blob': [response(404), 'not-found'],
  'is ill': [response(503, {'Retry-After': '9'}), 'server-error'],
  'is a portal for people': [html(200, '<form>'), 'not-a-registry'],
  'sends nothing': [response(200), 'not-a-registry'],
  'cuts the connection': [{kind: 'reset'}, 'unreachable'],
  'redirects to a metadata address': [response(302, {Location: 'http://169.254.169.254/latest/'}), 'refused'],
}

for (const [sentence, [answer, kind]] of Object.entries(refusals)) {
  test(`a manifest stays readable where the host of its layers ${sentence}`, async (t) => {
    const {outcome, cdn, host} = await withCdn(t, () => answer)
    const {blob} = contentOf(outcome)
    assert.equal(outcome.kind, 'readable')
    assert.deepEqual([blob?.host, blob?.answer.kind], [host, kind])
    assert.ok(!JSON.stringify(cdn.requests).includes('canary-password'))
  })
}

test('a host of layers that does not answer is named with the reason', async (t) => {
  const {outcome, host} = await withCdn(t, () => ({kind: 'silence'}), {timeoutMs: 400})
  const {blob} = contentOf(outcome)
  assert.deepEqual(blob?.answer, {
    kind: 'unreachable',
    failure: {kind: 'timeout', host, at: 'blob', code: 'TIMEOUT_ERR'},
  })
})

test('a layer without end that ignores the range is left after its first bytes', async (t) => {
  const endless: Answer = {kind: 'stream', status: 200, headers: {}, piece: Buffer.alloc(1024)}
  const {outcome} = await withCdn(t, () => endless)
  assert.equal(contentOf(outcome).blob?.answer.kind, 'readable')
})

test('layers at a private address are read, and the user is warned where the registry is public', async (t) => {
  const [, host] = await serve(t, (request) => blobAnswer([image.layer], request), '127.0.0.1')
  const {outcome} = await probed(t, imageRegistry({image, blob: ({url}) => location(`https://${host}${url}`)}))
  assert.equal(contentOf(outcome).blob?.answer.kind, 'readable')
  assert.match(
    outcome.warnings?.join() ?? '',
    /^the redirect "https:\/\/127\.0\.0\.1:\d+\/.*" of .* is a private address$/,
  )
})

test('a login that only the blobs ask for is given to the registry and to nobody else', async (t) => {
  const realm = 'Basic realm="r"'
  const {outcome, requests} = await probed(
    t,
    imageRegistry({
      image,
      blob: (request) =>
        basicLogin(request) === undefined
          ? response(401, {'WWW-Authenticate': realm})
          : blobAnswer([image.layer], request),
    }),
    {attempt: login},
  )
  assert.equal(contentOf(outcome).blob?.answer.kind, 'readable')
  assert.equal(requests.filter(({headers}) => headers.authorization !== undefined).length, 1)
})

test('a digest that is no manifest and a blob all the same is an image ID, as containerd would find it', async (t) => {
  const {digest} = image.config
  for (const [status, isBlob] of [
    [200, true],
    [404, undefined],
  ] as const) {
    const [, host] = await serve(t, ({url}) => {
      if (url.includes('/blobs/')) return response(status)
      if (url.includes('/tags/')) return json(200, {tags: []})
      return registryError(404, {code: 'MANIFEST_UNKNOWN', message: 'manifest unknown'})
    })
    const outcome = await runProbe(aProbe(`${host}/team/app@${digest}`), anHttp(t), startSession())
    assert.ok(outcome.kind === 'manifest-unknown')
    assert.equal(outcome.isBlob, isBlob)
  }
})

function location(url: string): Answer {
  return response(307, {Location: url})
}
