import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {foretoldFailure, isUntried} from '../../src/doctor/foretold-failure.ts'
import type {Outcomes} from '../../src/doctor/pull-case.ts'
import type {PullPlan} from '../../src/doctor/pull-plan.ts'
import type {ProbeAnswer} from '../../src/registry/probe.ts'
import {anEntry, aPull, aSecret, aSecretThatIs} from './builders.ts'
import {manifestUnknown, readable, readableWith, refusedBehindToken, unauthorized, unreachable} from './outcomes.ts'

/** The plan of a pull with what its registry answered, as `foretoldFailure` takes the two. */
function foretold(parts: Parameters<typeof aPull>[0]) {
  const {plan, reference, pullSecrets, keyring, outcomes} = aPull(parts)
  const whole: PullPlan = {...plan, parsed: reference, pullSecrets, keyring}
  return foretoldFailure(whole, outcomes)
}

const login = aSecret('regcred', anEntry('registry.corp'))
const faults = (parts: Parameters<typeof aPull>[0]) => foretold(parts)?.failure.parts.map(({fault}) => fault)

describe('it is foretold that', () => {
  test('a text that is not an image name stops the kubelet before it asks', () => {
    assert.deepEqual(faults({image: 'Not A Name'}), ['invalid-reference'])
  })

  test('a Secret that does not parse stops it as well', () => {
    const torn = aSecretThatIs('torn', {
      kind: 'malformed',
      dataKey: '.dockerconfigjson',
      entryKey: 'registry.corp',
      fault: 'illegal base64 data at input byte 3',
    })
    assert.deepEqual(faults({secrets: [torn]}), ['keyring-unreadable'])
  })

  test('a login that is refused here is refused there, and whoever brings none is asked for one', () => {
    assert.deepEqual(faults({secrets: [login], answers: [unauthorized]}), ['unauthorized'])
    assert.deepEqual(faults({answers: [unauthorized]}), ['no-basic-credentials'])
  })

  test('a login that got a token is let in, and a 401 behind it is about the repository', () => {
    assert.deepEqual(faults({secrets: [login], answers: [refusedBehindToken]}), ['insufficient-scope'])
  })

  test('what is not there for this machine is not there for the node', () => {
    assert.deepEqual(faults({secrets: [login], answers: [manifestUnknown]}), ['manifest-unknown'])
  })

  test('a registry that is not reached fails in the same way, in the words of whoever asked', () => {
    assert.deepEqual(faults({answers: [unreachable('dns-failure', 'ENOTFOUND')]}), ['dns'])
    assert.equal(foretold({answers: [unreachable('dns-failure', 'ENOTFOUND')]})?.from, 'probe')
  })
})

describe('what lies behind a manifest that can be read', () => {
  const blob = (answer: ProbeAnswer) => ({blob: {host: 'cdn.corp', digest: 'sha256:ab', answer}})
  const failure = {host: 'cdn.corp:443', at: 'blob', code: 'ECONNREFUSED'} as const
  const contents = {
    'a platform that the index lacks': [{missingPlatforms: ['linux/arm64']}, 'no-platform'],
    'an image of the index that is gone': [
      {missingChildren: [{platform: 'linux/amd64', digest: 'sha256:ab'}]},
      'manifest-unknown',
    ],
    'a layer that is gone': [blob({kind: 'not-found'}), 'blob-missing'],
    'a host of layers that refuses': [blob({kind: 'denied', at: 'registry'}), 'forbidden'],
    'a host of layers out of reach': [
      blob({kind: 'unreachable', failure: {...failure, kind: 'connection-refused'}}),
      'connection-refused',
    ],
  } as const
  for (const [what, [content, fault]] of Object.entries(contents)) {
    test(`fails the pull: ${what}`, () => {
      assert.deepEqual(faults({secrets: [login], answers: [readableWith(content)]}), [fault])
    })
  }

  test('does not where a layer could be read, or was not waited for', () => {
    const interrupted = {...failure, kind: 'interrupted', code: 'ABORT_ERR'} as const
    for (const answer of [{kind: 'readable'}, {kind: 'unreachable', failure: interrupted}] as const) {
      assert.equal(foretold({secrets: [login], answers: [readableWith(blob(answer))]}), undefined)
    }
  })
})

describe('nothing is foretold', () => {
  test('where one of the identities may read the image, since the kubelet goes on after a refusal', () => {
    const second = aSecret('second', anEntry('registry.corp', 'other'))
    assert.equal(foretold({secrets: [login, second], answers: [unauthorized, readable]}), undefined)
  })

  test('where nothing was asked', () => {
    const none: Outcomes = {attempts: []}
    assert.deepEqual(aPull({secrets: [login]}).outcomes, none)
    assert.equal(foretold({secrets: [login]}), undefined)
  })
})

describe('a pull is untried', () => {
  const {pod, container} = aPull({}).plan
  const {phase: _, ...template} = pod
  test('where there is only a template or a manifest', () => {
    assert.equal(isUntried({pod: template, container}), true)
  })

  const tried = {
    'of a Pod that the cluster has taken in': {pod, container},
    'of a Pod that only its events tell of': {pod: {...template, isSpecUnread: true as const}, container},
    'of a Pod that is going': {pod: {...template, deletedAt: '2026-06-01T11:59:00Z'}, container},
    'of a container with a status': {pod: template, container: {...container, state: {kind: 'running' as const}}},
  }
  for (const [what, pull] of Object.entries(tried)) {
    test(`not ${what}`, () => {
      assert.equal(isUntried(pull), false)
    })
  }
})
