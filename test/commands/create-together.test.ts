import assert from 'node:assert/strict'
import {after, afterEach, describe, test} from 'node:test'
import {serverError} from '../sandbox/kube/fault.ts'
import {textAt} from '../sandbox/kube/json.ts'
import {aNamespace, aSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({objects: () => [aNamespace('grey'), aNamespace('red')]})
after(() => sandbox.close())
afterEach(() => sandbox.api.inject(() => undefined))

describe('create of several Secrets in one namespace', () => {
  const list = `imageCredentials:
  - {name: first, namespace: grey, registry: r.io, username: u, accessToken: "{{ .Values.t }}"}
  - {name: second, namespace: grey, registry: r.io, username: u, accessToken: "{{ .Values.t }}"}
  - {name: third, namespace: red, registry: r.io, username: u, accessToken: "{{ .Values.t }}"}
`
  const call = 'create -f DIR/values.yaml --set-env t=TOKEN --no-verify'
  const env = {TOKEN: 'x'}

  test('stores all of them or none: what the server will refuse is known before', async () => {
    sandbox.file('values.yaml', list)
    sandbox.api.put(aSecret('second', {}, {namespace: 'grey'}))
    const before = sandbox.api.requests.length
    await sandbox.shows(
      `$ kubectl imagecreds ${call}
secret/third created in namespace "red"
2> error: secret "second" in namespace "grey" is of type "Opaque", not kubernetes.io/dockerconfigjson
2> The type of a Secret cannot be changed. Delete it, if nothing else needs it, and create it again:
2> kubectl delete secret second -n grey
exit 2
`,
      {env},
    )
    assert.equal(stored('first', 'grey'), undefined)
    const writes = sandbox.api.requests.slice(before).filter(({method}) => method !== 'GET')
    assert.deepEqual(
      writes.filter(({url}) => url.includes('/namespaces/grey/') && !url.includes('dryRun=All')),
      [],
    )
    sandbox.api.remove('v1', 'Secret', 'second', 'grey')
  })

  test('takes back what was stored where a later one fails all the same', async () => {
    sandbox.file('values.yaml', list)
    const fails = ({method, url}: {readonly method: string; readonly url: string}) => {
      const isWrite = method === 'PATCH' && url.includes('/secrets/second') && !url.includes('dryRun')
      return isWrite ? serverError(500) : undefined
    }
    sandbox.api.inject(fails)
    const failure = `2> error: namespace "grey": API server https://127.0.0.1:KUBES answers 500: etcdserver: request timed out
2> Try again in a while.
exit 2
`
    await sandbox.shows(`$ kubectl imagecreds ${call}\nsecret/third unchanged in namespace "red"\n${failure}`, {env})
    assert.equal(stored('first', 'grey'), undefined)
    sandbox.api.inject(() => undefined)
    await sandbox.screen(call, {env})
    const before = config('first', 'grey')
    sandbox.api.inject(fails)
    const screen = await sandbox.screen(call, {env: {TOKEN: 'another'}})
    assert.ok(screen.endsWith(failure), screen)
    assert.equal(config('first', 'grey'), before)
  })
})

function stored(name: string, namespace: string) {
  return sandbox.api.find('v1', 'Secret', name, namespace)
}

function config(name: string, namespace: string): string {
  return Buffer.from(textAt(stored(name, namespace), 'data', '.dockerconfigjson') ?? '', 'base64').toString()
}
