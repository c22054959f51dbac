import assert from 'node:assert/strict'
import {test} from 'node:test'
import {loginMayPush} from '../../../src/doctor/advice/login-may-push.ts'
import type {Grant, GrantedAction} from '../../../src/registry/ask-grants.ts'
import {aStoredLogin, nothingKnown} from './builders.ts'

const login = aStoredLogin({registry: 'registry.corp', namespaces: ['shop', 'infra']})

function grant(actions: readonly GrantedAction[], method: 'GET' | 'POST' = 'POST'): Grant {
  const exchange = {method, url: 'https://auth.corp/token', at: 'token', status: 200} as const
  return {repository: 'team/app', scope: 'repository:team/app:pull,push', actions, exchange}
}

function examined(granted: Grant) {
  return loginMayPush.examine(login, {...nothingKnown, grants: new Map([[login.key, granted]])})
}

test('names the login, how many hold it, and the repository that it may push to', () => {
  assert.equal(
    examined(grant(['pull', 'push']))?.message,
    'registry.corp lets the login "bot" of secret "regcred" (entry "registry.corp") and 1 more place push to team/app',
  )
})

test('proves it by the request and its answer, with the scope that no URL of a POST shows', () => {
  assert.deepEqual(examined(grant(['pull', 'push']))?.evidence.at(-1), {
    kind: 'exchange',
    request: 'POST https://auth.corp/token  scope=repository:team/app:pull,push',
    answer: '200  access: pull, push',
  })
  assert.deepEqual(examined(grant(['*'], 'GET'))?.evidence.at(-1), {
    kind: 'exchange',
    request: 'GET https://auth.corp/token',
    answer: '200  access: *',
  })
})

test('is silent on a login that may pull alone, and on one that nobody told of', () => {
  assert.equal(examined(grant(['pull'])), undefined)
  assert.equal(loginMayPush.examine(login, nothingKnown), undefined)
})
