import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {ClusterSnapshot} from '../../src/cluster/snapshot.ts'
import type {Credential} from '../../src/credentials/credential.ts'
import type {AuthEntry, PullSecret} from '../../src/credentials/pull-secret.ts'
import {newerLogins, newerLoginWords} from '../../src/doctor/newer-login.ts'
import {anEntry, password, takenAt} from './builders.ts'
import {examineOffline, snapshotOf} from './recorded-truth.ts'

const spring = '2026-03-01T00:00:00Z'
const summer = '2026-06-01T00:00:00Z'
const later = '2026-07-01T00:00:00Z'

function stored(namespace: string, createdAt: string | undefined, ...entries: readonly AuthEntry[]): PullSecret {
  return {
    namespace,
    name: 'regcred',
    type: 'kubernetes.io/dockerconfigjson',
    dataKeys: ['.dockerconfigjson'],
    state: {kind: 'usable', dataKey: '.dockerconfigjson', entries, ignoredFields: []},
    ...(createdAt !== undefined && {createdAt}),
  }
}

function snapshotWith(...secrets: readonly PullSecret[]): ClusterSnapshot {
  const nothing = {found: new Map(), unread: new Map()}
  return {
    source: {kind: 'files', names: []},
    takenAt,
    pods: [],
    pullSecrets: {...nothing, found: new Map(secrets.map((each) => [`${each.namespace}/${each.name}`, each]))},
    serviceAccounts: nothing,
    events: {kind: 'value', value: []},
    nodes: {kind: 'value', value: new Map()},
  }
}

const entry = anEntry('registry.corp')
const login: Credential = {...entry, source: {key: entry.key, secret: {namespace: 'shop', name: 'regcred'}}}
const own = stored('shop', spring, entry)
const renewed = anEntry('https://registry.corp/v2/', 'bot', 'another')

const cases: Readonly<Record<string, readonly [readonly PullSecret[], string | undefined]>> = {
  'another password for the same registry and user, made later': [[own, stored('infra', summer, renewed)], 'infra'],
  'the newest of several': [[own, stored('infra', summer, renewed), stored('ops', later, renewed)], 'ops'],
  'an older one is none': [[stored('shop', summer, entry), stored('infra', spring, renewed)], undefined],
  'the same password is none': [[own, stored('infra', summer, entry)], undefined],
  'another user is none': [[own, stored('infra', summer, anEntry('registry.corp', 'robot', 'another'))], undefined],
  'another registry is none': [[own, stored('infra', summer, anEntry('other.corp', 'bot', 'another'))], undefined],
  'an entry without a password is none': [
    [own, stored('infra', summer, anEntry('registry.corp', 'bot', ''))],
    undefined,
  ],
  'a Secret of unknown age is none': [[own, stored('infra', undefined, renewed)], undefined],
  'nothing is younger than what has no age': [
    [stored('shop', undefined, entry), stored('infra', summer, renewed)],
    undefined,
  ],
}

for (const [sentence, [secrets, namespace]] of Object.entries(cases)) {
  test(`finds a login renewed elsewhere: ${sentence}`, () => {
    assert.equal(newerLogins(snapshotWith(...secrets))(login)?.namespace, namespace)
  })
}

test('a refused login is compared with those of all namespaces that were read', () => {
  const refused = snapshotOf('02-wrong-password-basic')
  const good = snapshotOf('34-port-path-digest')
  const found = new Map([...refused.pullSecrets.found, ...good.pullSecrets.found])
  const [answer] = examineOffline({...refused, pullSecrets: {...refused.pullSecrets, found}})[0]?.causes ?? []
  assert.equal(answer?.diagnosis.cause, 'bad-credentials')
  const commands = answer.finding.remedies.map(({command = []}) => command.join(' '))
  assert.ok(commands.includes('kubectl imagecreds decode regcred -n lab-34-port-path-digest'), commands.join('\n'))
})

test('a login that no Secret holds has no place to compare', () => {
  const given: Credential = {...entry, source: {key: 'registry.corp'}}
  assert.equal(newerLogins(snapshotWith(own, stored('infra', summer, renewed)))(given), undefined)
})

test('mentions the other Secret with its age, and no password', () => {
  const words = newerLoginWords({namespace: 'infra', secret: 'regcred', createdAt: summer})
  assert.match(words.remedies[0]?.step ?? '', /secret "regcred" in namespace "infra".*made later\.$/)
  assert.ok(JSON.stringify(words.evidence).includes(summer))
  assert.ok(!JSON.stringify(words).includes(password))
  assert.deepEqual(newerLoginWords(undefined), {evidence: [], remedies: []})
})
