import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {accountByName, isMachineName} from '../../src/providers/account.ts'
import {accountOf} from '../../src/providers/catalogue.ts'
import {aLogin} from './builders.ts'

test('a user name tells an administrator and a person, and mostly neither', () => {
  const holders = ['admin', 'Administrator', 'root', 'jane@corp.example', 'jane', 'administration', 'a@b', '@'].map(
    (username) => accountByName(aLogin({username}))?.holder,
  )
  assert.deepEqual(holders, ['administrator', 'administrator', 'administrator', 'person', ...Array(4).fill(undefined)])
})

test('the address of a service account of Google is no person', () => {
  assert.equal(accountByName(aLogin({username: 'puller@shop.iam.gserviceaccount.com'})), undefined)
})

describe('a machine is told by a word of its name', () => {
  for (const [username, isMachine] of [
    ['acme-ci', true],
    ['svc_registry', true],
    ['CI@corp.example', true],
    ['renovatebot', true],
    ['k8s', true],
    ['jane', false],
    ['cindy', false],
    ['abbott', false],
    ['deploymentor', false],
    ['', false],
  ] as const) {
    test(`${username || 'no name'}: ${isMachine ? 'a machine' : 'not said'}`, () =>
      assert.equal(isMachineName(username), isMachine))
  }
})

test('a name of a machine excuses a person, not an administrator', () => {
  assert.equal(accountOf(aLogin({registry: 'docker.io', username: 'acme-bot', password: 'dckr_pat_x'})), undefined)
  assert.equal(
    accountOf(aLogin({registry: 'robot.azurecr.io', username: 'robot', password: 'x'}))?.holder,
    'administrator',
  )
})
