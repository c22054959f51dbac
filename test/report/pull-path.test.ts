import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {diagnosePulls} from '../../src/app/diagnose-pulls.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {examine} from '../../src/doctor/examine.ts'
import type {PullCase} from '../../src/doctor/pull-case.ts'
import {linkKinds} from '../../src/report/path-link.ts'
import {pullPath} from '../../src/report/pull-path.ts'
import {captures} from '../cluster/captures.ts'
import {aForbiddenSecret, aMissingSecret, anEntry, aPull, aSecret, aSecretThatIs, stating} from '../doctor/builders.ts'
import {
  manifestUnknown,
  nameUnknown,
  readable,
  refusedBehindToken,
  unauthorized,
  unreachable,
} from '../doctor/outcomes.ts'

/** The links as `kind state name`, from the pull Secrets on. */
function path(pullCase: PullCase): readonly string[] {
  const [answer] = examine(pullCase, catalogue).causes
  const {links} = pullPath(pullCase, answer)
  const from = links.findIndex(({kind}) => kind === 'service-account')
  return links.slice(from + 1).map(({kind, state, name}) => `${kind} ${state} ${name}`.trimEnd())
}

const regcred = aSecret('regcred', anEntry('registry.corp'))
const wire = ['registry', 'repository', 'manifest', 'platform', 'node']

function states(pullCase: PullCase): Readonly<Record<string, string>> {
  const [answer] = examine(pullCase, catalogue).causes
  return Object.fromEntries(pullPath(pullCase, answer).links.map(({kind, state}) => [kind, state]))
}

describe('the pull Secrets of a path', () => {
  test('stand in the order in which the kubelet tries their logins, with those it passes over behind them', () => {
    const pullCase = aPull({
      secrets: [
        aMissingSecret('gone'),
        aSecret('whole', anEntry('registry.corp', 'host-login')),
        aSecret('narrow', anEntry('registry.corp/team', 'path-login')),
        aSecret('other', anEntry('quay.io')),
        aForbiddenSecret('dark'),
      ],
    })
    assert.deepEqual(path(pullCase).slice(0, 9), [
      'pull-secret good narrow',
      'key good registry.corp/team',
      'login not-checked path-login',
      'pull-secret good whole',
      'key good registry.corp',
      'login not-checked host-login',
      'pull-secret passed-over gone',
      'pull-secret passed-over other',
      'pull-secret not-checked dark',
    ])
  })

  test('are all out of use where one of them does not parse', () => {
    const malformed = {kind: 'malformed', dataKey: '.dockerconfigjson', fault: 'illegal base64'} as const
    const pullCase = aPull({
      secrets: [regcred, aSecretThatIs('bad', malformed)],
      says: [{at: 'keyring', fault: 'keyring-unreadable'}],
    })
    assert.deepEqual(path(pullCase).slice(0, 2), ['pull-secret passed-over regcred', 'pull-secret broken bad'])
  })
})

describe('the broken link', () => {
  const cases: Readonly<Record<string, readonly [PullCase, broken: string]>> = {
    'is the Secret that is missing': [
      aPull({secrets: [aMissingSecret('regcred')], says: [{fault: 'no-basic-credentials', presented: 'nothing'}]}),
      'pull-secret',
    ],
    'is the key that misses the image': [
      aPull({
        secrets: [aSecret('regcred', anEntry('registry.corp:5000'))],
        says: [{fault: 'no-basic-credentials', presented: 'nothing'}],
      }),
      'key',
    ],
    'is the login that is refused': [
      aPull({secrets: [regcred], says: [{fault: 'unauthorized'}], answers: [unauthorized]}),
      'login',
    ],
    'is the registry that has no address': [
      aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
      'registry',
    ],
    'is the token server where that has none': [
      aPull({says: [{fault: 'dns', at: 'token', host: 'auth.corp'}], candidates: stating('dns-failure')}),
      'token-server',
    ],
    'is the repository that is not there': [
      aPull({says: [{fault: 'name-unknown'}], answers: [nameUnknown], candidates: stating('repository-not-found')}),
      'repository',
    ],
    'is the tag that is not there': [
      aPull({says: [{fault: 'manifest-unknown'}], answers: [manifestUnknown], candidates: stating('tag-not-found')}),
      'manifest',
    ],
    'is the node that has no room': [
      aPull({says: [{fault: 'no-space', at: 'unpack'}], candidates: stating('disk-full')}),
      'node',
    ],
  }
  for (const [name, [pullCase, broken]] of Object.entries(cases)) {
    test(name, () => {
      const found = Object.entries(states(pullCase)).flatMap(([kind, state]) => (state === 'broken' ? [kind] : []))
      assert.deepEqual(found, [broken])
    })
  }
})

describe('what lies before and behind it', () => {
  test('held for the node up to a tag that is missing, and was not reached behind it', () => {
    const pullCase = aPull({
      secrets: [regcred],
      says: [{fault: 'manifest-unknown'}],
      answers: [manifestUnknown],
      candidates: stating('tag-not-found'),
    })
    const found = states(pullCase)
    assert.deepEqual(
      wire.map((kind) => found[kind]),
      ['good', 'good', 'broken', 'not-checked', 'not-checked'],
    )
    assert.equal(found['login'], 'good')
  })

  test('is shown to hold by an answer to this machine where the node fails earlier', () => {
    const pullCase = aPull({says: [{fault: 'dns'}], answers: [readable], candidates: stating('dns-failure')})
    const found = states(pullCase)
    assert.deepEqual(
      wire.map((kind) => found[kind]),
      ['broken', 'good', 'good', 'not-checked', 'not-checked'],
    )
  })

  test('is not known where nobody got an answer', () => {
    const pullCase = aPull({
      says: [{fault: 'timeout'}],
      answers: [unreachable('timeout', 'UND_ERR_CONNECT_TIMEOUT')],
      candidates: stating('timeout'),
    })
    const found = states(pullCase)
    assert.deepEqual(
      wire.map((kind) => found[kind]),
      ['broken', 'not-checked', 'not-checked', 'not-checked', 'not-checked'],
    )
  })

  test('names the token server that was asked', () => {
    const pullCase = aPull({secrets: [regcred], says: [{fault: 'unauthorized'}], answers: [refusedBehindToken]})
    assert.ok(path(pullCase).includes('token-server good auth.corp'), path(pullCase).join('\n'))
  })
})

test('a Pod that runs has a path without a break, up to its node', () => {
  const found = states(aPull({container: {state: {kind: 'running'}}}))
  assert.equal(found['node'], 'good')
  assert.ok(!Object.values(found).includes('broken'))
})

test('each recorded failure that has a known cause breaks at a link, and links stand in their order', async () => {
  let broken = 0
  for (const capture of captures) {
    const ask = {notAsked: 'nobody may be asked'}
    const report = await diagnosePulls(readManifests([capture]), {scope: capture.name, ask, isNamed: true})
    for (const {code, links} of report.paths ?? []) {
      const kinds = new Set(links.filter(({state}) => state === 'broken').map(({kind}) => kind))
      assert.equal(kinds.size, code === undefined || code === 'ICR1601' ? 0 : 1, `${capture.name} ${code}`)
      broken += kinds.size
      const single = links.filter(({kind}) => kind !== 'pull-secret' && kind !== 'key' && kind !== 'login')
      const places = single.map(({kind}) => linkKinds.indexOf(kind))
      assert.deepEqual(
        places,
        places.toSorted((one, other) => one - other),
        capture.name,
      )
    }
  }
  assert.ok(broken > 50)
})
