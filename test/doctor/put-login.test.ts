import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {PullSecret} from '../../src/credentials/pull-secret.ts'
import type {Remedy} from '../../src/doctor/finding.ts'
import type {NamedSecret} from '../../src/doctor/pull-plan.ts'
import {giveLogin, makeAnew, putLogin} from '../../src/doctor/put-login.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {anEntry, aPull, aSecret, aSecretThatIs} from './builders.ts'

const {plan} = aPull()
const usable = secretIn(aSecret('regcred', anEntry('other.corp')))
const create = 'kubectl imagecreds create regcred -n shop --server registry.corp --username bot'
const remove = 'kubectl delete secret regcred -n shop'

const places: Readonly<Record<string, readonly [PullSecret, readonly string[]]>> = {
  'into a docker config it is put beside what is there': [usable, [`${create} --update`]],
  'a Secret of the old type is made anew': [{...usable, type: 'kubernetes.io/dockercfg'}, [remove, create]],
  'what somebody else writes is changed where that takes it from': [
    {...usable, owner: 'ExternalSecret/hub-login'},
    ['kubectl get externalsecret/hub-login -n shop -o yaml'],
  ],
}

for (const [sentence, [secret, lines]] of Object.entries(places)) {
  test(sentence, () => {
    const remedies = putLogin(plan, {secret, registry: 'registry.corp', username: 'bot'}, 'Store it.')
    assert.deepEqual(linesOf(remedies), lines)
  })
}

test('where nothing can be kept, the Secret is deleted before it is created', () => {
  const remedies = makeAnew(plan, {secret: usable, registry: 'registry.corp', username: 'bot'}, 'Store it.')
  assert.deepEqual(linesOf(remedies), [remove, create])
})

const newSecret = 'kubectl imagecreds create regcred -n shop --server registry.corp --username USER'
const asked = 'kubectl imagecreds verify spare -n shop --image registry.corp/team/app:1.0'

const gifts: Readonly<Record<string, readonly [readonly PullSecret[], string, readonly string[]]>> = {
  'a namespace without pull secrets gets a new one': [[], 'regcred', [newSecret]],
  'a Secret of the usual name gets another entry': [[usable], 'regcred', [`${newSecret} --update`]],
  'a Secret that nobody names and that has the login is to be looked at first': [
    [usable, secretIn(aSecret('spare', anEntry('registry.corp')))],
    'spare',
    [asked],
  ],
  'one that has an entry without a login has none': [
    [secretIn(aSecret('spare', anEntry('registry.corp', 'bot', '')))],
    'regcred',
    [newSecret],
  ],
  'nor has one that does not parse': [
    [secretIn(aSecretThatIs('spare', {kind: 'malformed', dataKey: '.dockerconfigjson', fault: 'no JSON'}))],
    'regcred',
    [newSecret],
  ],
}

for (const [sentence, [namespaceSecrets, name, lines]] of Object.entries(gifts)) {
  test(sentence, () => {
    const login = giveLogin(aPull({namespaceSecrets}), reference(), 'Store it.')
    assert.deepEqual([login.name, linesOf(login.remedies)], [name, lines])
  })
}

test('a Secret that the Pod names already is not offered to it', () => {
  const namespaceSecrets = [secretIn(aSecret('spare', anEntry('registry.corp')))]
  const login = giveLogin(aPull({namespaceSecrets, pod: {pullSecretNames: ['spare']}}), reference(), 'Store it.')
  assert.equal(login.name, 'regcred')
})

function reference() {
  const parsed = parseReference('registry.corp/team/app:1.0')
  assert.ok(parsed.kind === 'reference')
  return parsed.reference
}

function secretIn({secret}: NamedSecret): PullSecret {
  assert.ok(secret.kind === 'value' && secret.value)
  return secret.value
}

function linesOf(remedies: readonly Remedy[]): readonly string[] {
  return remedies.map(({command = []}) => command.join(' '))
}
