import assert from 'node:assert/strict'
import {after, test} from 'node:test'
import {aLogin, aPod, aPullSecret, type PodOptions} from '../commands/object.ts'
import {startSandbox} from '../commands/sandbox.ts'
import {json, response} from '../sandbox/registry/answer.ts'

const victims = ['canary-of-hub-0001', 'canary-of-tenant-0002', 'canary-of-prefix-0003', 'canary-of-wildcard-0004']
const [ofHub = '', ofTenant = '', ofPrefix = '', ofWildcard = ''] = victims

// "attack" has registries of its own and no login but its own; "shop" has logins for others. An administrator looks at all.
const sandbox = await startSandbox({
  scripted: {
    THIEF: () => response(401, {'WWW-Authenticate': 'Basic realm="give"'}),
    LURES: ({origin}) => json(401, {}, {'WWW-Authenticate': `Bearer realm="${origin}/token",service="docker.io"`}),
    VICTI: () => response(401, {'WWW-Authenticate': 'Basic realm="shop"'}),
  },
  objects: (hostOf) => {
    const [thief, lures, victim] = ['THIEF', 'LURES', 'VICTI'].map(hostOf)
    return [
      {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'attack'}},
      aPullSecret('hub', {'https://index.docker.io/v1/': aLogin('victim', ofHub)}),
      aPullSecret('own', {[`${victim}`]: aLogin('victim', ofTenant)}),
      aPullSecret('prefix', {[`${victim}/team`]: aLogin('victim', ofPrefix)}),
      aPullSecret('wildcard', {
        '*.0.0.1': aLogin('victim', ofWildcard),
        '*.example.test': aLogin('victim', ofWildcard),
      }),
      aFailing('good', {image: `${victim}/team/app:1.0`, pullSecrets: ['own']}),
      ...[thief, lures].flatMap((host, at) => [
        aFailing(`names-${at}`, {
          namespace: 'attack',
          image: `${host}/team/app:1.0`,
          pullSecrets: ['hub', 'own', 'prefix', 'wildcard', '../shop/own', 'shop/own', '../../shop/secrets/own'],
        }),
        aFailing(`hub-${at}`, {namespace: 'attack', image: `${host}/docker.io/library/app:1.0`, pullSecrets: ['hub']}),
      ]),
      // In the victim's own namespace the kubelet offers Docker Hub's login to names without a registry alone.
      aFailing('short', {image: `${thief}/library/app:1.0`, pullSecrets: ['hub', 'own', 'prefix']}),
    ]
  },
})
after(() => sandbox.close())

test("no tenant's image makes an administrator's machine send another tenant's login anywhere", async () => {
  const screen = await sandbox.screen('doctor -A')
  assert.match(screen, /attack/)
  for (const name of ['THIEF', 'LURES']) {
    const {requests} = sandbox.server(name)
    assert.ok(requests.length > 0, `${name} was asked`)
    const heard = JSON.stringify(requests) + decoded(requests)
    for (const canary of victims) assert.ok(!heard.includes(canary), `${name} heard ${canary}`)
  }
  for (const canary of victims) assert.ok(!screen.includes(canary), canary)
})

test('the login that a Pod itself names reaches its registry, so that the search above can find one', async () => {
  const {requests} = sandbox.server('VICTI')
  assert.ok(decoded(requests).includes(ofTenant))
})

/** The logins in the headers, and what was posted. */
function decoded(requests: readonly {readonly headers: object; readonly body: string}[]): string {
  return requests
    .flatMap(({headers, body}) => [...Object.values(headers).map((value) => basic(String(value))), body])
    .join('\n')
}

function basic(value: string): string {
  return Buffer.from(value.replace(/^Basic /, ''), 'base64').toString()
}

function aFailing(name: string, options: PodOptions) {
  const {image} = options
  const message = `Failed to pull image "${image}": failed to resolve reference "${image}": authorization failed: no basic auth credentials`
  return aPod(name, {...options, waiting: {reason: 'ErrImagePull', message}})
}
