import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {createCertificateAuthority} from '../sandbox/certificate-authority.ts'
import {startApiServer} from '../sandbox/kube/api-server.ts'
import type {JsonObject} from '../sandbox/kube/json.ts'
import {basicAuthorization} from '../sandbox/registry/basic-login.ts'
import {acr} from '../sandbox/registry/behaviours/acr.ts'
import {artifactory} from '../sandbox/registry/behaviours/artifactory.ts'
import {dockerHub} from '../sandbox/registry/behaviours/docker-hub.ts'
import {ecr} from '../sandbox/registry/behaviours/ecr.ts'
import {ecrPublic} from '../sandbox/registry/behaviours/ecr-public.ts'
import {gar} from '../sandbox/registry/behaviours/gar.ts'
import {ghcr} from '../sandbox/registry/behaviours/ghcr.ts'
import {gitlab} from '../sandbox/registry/behaviours/gitlab.ts'
import {harbor} from '../sandbox/registry/behaviours/harbor.ts'
import {nexus} from '../sandbox/registry/behaviours/nexus.ts'
import {quay} from '../sandbox/registry/behaviours/quay.ts'
import {startDistribution} from '../sandbox/registry/distribution.ts'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import {startNamedRegistries, withTokenServerAt} from '../sandbox/registry/named-registries.ts'
import {expiredPassword} from '../sandbox/registry/product.ts'
import {pushImage} from '../sandbox/registry/push-image.ts'
import {alice, bob} from '../sandbox/registry/sandbox-user.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'
import {aLogin, aNamespace, aPod, aPullSecret} from './object.ts'
import {screenOf} from './screen.ts'

interface Service {
  /** As images name it. */
  readonly registry: string
  /** As it is asked, where that is another name. */
  readonly api?: string
  /** The key that its tools write. */
  readonly key?: string
  readonly username: string
  readonly behaviour?: Behaviour
  /** A token server of another name. */
  readonly tokens?: string
}

const aws = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'

/** Every product by its own name; a namespace of the cluster is called after each. */
const services: Readonly<Record<string, Service>> = {
  acr: {registry: 'acme.azurecr.io', username: 'a3f1c2d4-0000-4000-8000-00000000c0de', behaviour: acr},
  artifactory: {registry: 'acme.jfrog.io', username: 'ci', behaviour: artifactory},
  'docker-hub': {
    registry: 'docker.io',
    api: 'registry-1.docker.io',
    key: 'https://index.docker.io/v1/',
    username: 'acme',
    behaviour: dockerHub,
    tokens: 'auth.docker.io',
  },
  ecr: {registry: aws, username: 'AWS', behaviour: ecr},
  'ecr-public': {registry: 'public.ecr.aws', username: 'AWS', behaviour: ecrPublic},
  gar: {registry: 'europe-west1-docker.pkg.dev', username: '_json_key', behaviour: gar},
  ghcr: {registry: 'ghcr.io', username: 'acme-bot', behaviour: ghcr},
  gitlab: {
    registry: 'registry.gitlab.com',
    username: 'gitlab+deploy-token-7',
    behaviour: gitlab,
    tokens: 'gitlab.com',
  },
  harbor: {registry: 'harbor.example.com', username: 'robot$team+pull', behaviour: harbor},
  nexus: {registry: 'nexus.example.com:5000', username: 'ci', behaviour: nexus},
  quay: {registry: 'quay.io', username: 'acme+pull', behaviour: quay},
  generic: {registry: 'registry.example.com', username: 'alice'},
}

/** What may be the matter with a Secret of each; the image is there unless it says otherwise. */
const states: Readonly<Record<string, {readonly password: string; readonly image?: string}>> = {
  right: {password: alice.password},
  wrong: {password: 'wrong-canary'},
  spent: {password: expiredPassword},
  rightless: {password: bob.password},
  'no-repository': {password: alice.password, image: 'team/none:1.0'},
  'no-tag': {password: alice.password, image: 'team/app:2.0'},
  public: {password: 'wrong-canary', image: 'open/app:1.0'},
}

const skip = skipWithoutDistribution()
const authority = await createCertificateAuthority('sandbox registries')
const real = skip === false ? await startReal() : undefined
const registries = await startNamedRegistries(behaviours(), authority, {'registry.example.com:443': real?.port ?? 0})
const clock = () => new Date('2026-11-21T22:18:05Z')
const api = await startApiServer({clock, objects: Object.entries(services).flatMap(objectsOf)})
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-provider-'))
const ca = join(folder, 'registries.pem')
writeFileSync(ca, authority.cert)
after(async () => {
  rmSync(folder, {recursive: true})
  await Promise.all([api.close(), registries.close(), real?.close()])
})
const env = {
  KUBECONFIG: api.writeKubeconfig(folder, 'admin'),
  HTTPS_PROXY: `http://${registries.proxy.host}`,
  NO_PROXY: '127.0.0.1',
  NODE_EXTRA_CA_CERTS: ca,
}

describe('verify, at each product in its own words', {concurrency: 2}, () => {
  for (const provider of Object.keys(services)) {
    test(provider, {skip: provider === 'generic' && skip}, async (context) => {
      const screen = await screenOf(
        `verify ${secretsOf(provider).join(' ')} -n ${provider}`,
        {env},
        {names: new Map(), folder},
      )
      context.assert.fileSnapshot(screen, join(import.meta.dirname, 'provider-screens', `${provider}.txt`), {
        serializers: [String],
      })
      assertApart(screen)
    })
  }
})

test('a login goes to its own registry and token server, and nowhere else', () => {
  const allowed = Object.values(services).flatMap(({registry, api = registry, tokens = api}) => [api, tokens])
  const sent = registries.server.requests.filter(
    ({headers, body}) => headers.authorization !== undefined || body !== '',
  )
  assert.ok(sent.length > 0)
  assert.deepEqual(
    sent.map(({origin}) => new URL(origin).host).filter((host) => !allowed.includes(host)),
    [],
  )
})

/**
 * A refused login, a right that lacks and each kind of absence read otherwise, be it by the other causes that are named. A
 * login that has ended may read as one that was never right: many registries have one sentence for both.
 */
function assertApart(screen: string): void {
  const causes = new Map<string, string>()
  for (const block of screen.split('\n\n')) {
    const pod = /^✗ ICR.* pod\/([\w-]+)-0 \(app\)\n/.exec(block)?.[1]
    if (pod === undefined) continue
    causes.set(pod, [...block.matchAll(/(?:^✗|\n {2}or) (ICR\d{4})/g)].map(([, code]) => code).join(' or '))
  }
  const apart = ['wrong', 'rightless', 'no-repository', 'no-tag'].flatMap((state) => causes.get(state) ?? [])
  assert.ok(apart.length >= 3)
  assert.deepEqual([...new Set(apart)], apart)
}

function behaviours(): Readonly<Record<string, Behaviour>> {
  const entries = Object.values(services).flatMap(({registry, api = registry, behaviour, tokens}) => {
    if (behaviour === undefined) return []
    if (tokens === undefined) return [[api, behaviour] as const]
    const named = withTokenServerAt(tokens, behaviour)
    return [[api, named] as const, [tokens, named] as const]
  })
  return Object.fromEntries(entries)
}

/** Who speaks for no product: the real registry, where everybody who logs in may pull everything. */
async function startReal() {
  const tls = await authority.issueServer({names: ['registry.example.com', '127.0.0.1']})
  const registry = await startDistribution({auth: {kind: 'htpasswd'}, tls})
  const target = {url: registry.url, ca: authority.cert, authorization: basicAuthorization(alice)}
  for (const repository of ['team/app', 'open/app']) await pushImage(target, {repository, tag: '1.0'})
  return registry
}

function secretsOf(provider: string): readonly string[] {
  return Object.keys(states).filter(
    (state) => provider !== 'generic' || !['spent', 'rightless', 'public'].includes(state),
  )
}

function objectsOf([provider, {registry, key = registry, username}]: readonly [
  string,
  Service,
]): readonly JsonObject[] {
  const host = registry === 'docker.io' ? '' : `${registry}/`
  return [
    aNamespace(provider),
    ...secretsOf(provider).flatMap((state) => {
      const {password = '', image = 'team/app:1.0'} = states[state] ?? {}
      return [
        aPullSecret(state, {[key]: aLogin(username, password)}, {namespace: provider}),
        aPod(`${state}-0`, {image: `${host}${image}`, pullSecrets: [state], namespace: provider}),
      ]
    }),
  ]
}
