import assert from 'node:assert/strict'
import {test} from 'node:test'
import {keyringSteps} from '../../src/report/keyring-step.ts'
import {aMissingSecret, anEntry, aPull, aSecret, aSecretThatIs} from '../doctor/builders.ts'

const image = 'registry.corp/team/app:1'

test('logins come in the order of the kubelet, which is not that of the Pod, then what it passes over and why', () => {
  const pull = aPull({
    image,
    secrets: [
      aSecret('host', anEntry('registry.corp', 'everybody')),
      aMissingSecret('gone'),
      aSecret('path', anEntry('registry.corp/team', 'team')),
      aSecret('elsewhere', anEntry('registry.corp:5000', 'other')),
      aSecretThatIs('opaque', {kind: 'ignored', reason: 'its type is "Opaque"'}),
      aSecret('blank', anEntry('registry.corp', '', '')),
    ],
  })
  assert.deepEqual(keyringSteps(pull), [
    {secret: 'path', key: 'registry.corp/team', username: 'team'},
    {secret: 'host', key: 'registry.corp', username: 'everybody'},
    {secret: 'gone', why: 'does not exist'},
    {
      secret: 'elsewhere',
      why: 'has no key that matches: its entry "registry.corp:5000" has port 5000, and the image has none',
    },
    {secret: 'opaque', why: 'is ignored: its type is "Opaque"'},
    {secret: 'blank', why: 'holds no login for it'},
  ])
})

test('one Secret has no order, and one that does not parse ends all', () => {
  assert.equal(keyringSteps(aPull({image, secrets: [aSecret('one', anEntry('registry.corp'))]})), undefined)
  const torn = aSecretThatIs('torn', {
    kind: 'malformed',
    dataKey: '.dockerconfigjson',
    fault: 'unexpected end of JSON input',
  })
  assert.equal(keyringSteps(aPull({image, secrets: [torn, aMissingSecret('gone')]})), undefined)
})
