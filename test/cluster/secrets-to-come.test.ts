import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parseManifest} from '../../src/cluster/parse-manifest.ts'
import {secretsToCome} from '../../src/cluster/secrets-to-come.ts'

const makers: Readonly<Record<string, readonly [object, readonly string[]]>> = {
  'a SealedSecret': [{kind: 'SealedSecret', spec: {}}, ['shop/regcred']],
  'an ExternalSecret with a target': [{kind: 'ExternalSecret', spec: {target: {name: 'pull'}}}, ['shop/pull']],
  'a VaultStaticSecret with a destination': [
    {kind: 'VaultStaticSecret', spec: {destination: {name: 'pull'}}},
    ['shop/pull'],
  ],
  'a template with a name': [{kind: 'SealedSecret', spec: {template: {metadata: {name: 'pull'}}}}, ['shop/pull']],
  'a Secret, which is there itself': [{kind: 'Secret'}, []],
  'any other kind': [{kind: 'ConfigMap', spec: {secretName: 'pull'}}, []],
}

for (const [what, [object, expected]] of Object.entries(makers)) {
  test(`the Secrets that will be made of ${what}`, () => {
    const text = JSON.stringify({apiVersion: 'x/v1', metadata: {name: 'regcred'}, ...object})
    assert.deepEqual([...secretsToCome(parseManifest({name: 'a.json', text}, 'shop')).keys()], expected)
  })
}
