import assert from 'node:assert/strict'
import test from 'node:test'
import {loginKey, startSession} from '../../src/registry/session.ts'
import {aLogin, aProbe} from './probing.ts'

const login = aLogin({username: 'u', password: 'canary'})

test('a manifest is read everywhere but at Docker Hub, where reading counts as a pull', () => {
  const session = startSession()
  assert.equal(session.readsManifest(aProbe('ghcr.io/a/b:1')), true)
  assert.equal(session.readsManifest(aProbe('nginx')), false)
})

test('a refusal is remembered for this login at this registry, and for nobody else', () => {
  const session = startSession()
  const outcome = {kind: 'unauthorized', at: 'token', exchanges: []} as const
  session.rememberRefusal('a.io', login, outcome)
  assert.equal(session.refusal('a.io', aLogin({username: 'u', password: 'canary'})), outcome)
  assert.equal(session.refusal('b.io', login), undefined)
  assert.equal(session.refusal('a.io', aLogin({username: 'u', password: 'other'})), undefined)
  assert.equal(session.refusal('a.io', undefined), undefined)
})

test('plain HTTP that was found is remembered for that registry', () => {
  const session = startSession()
  session.fallBackToHttp('localhost:5000')
  assert.equal(session.endpoint('localhost:5000').scheme, 'http')
  assert.equal(session.endpoint('localhost:5001').scheme, 'https')
})

test('no password stands in a key, and parts cannot be shifted', () => {
  assert.ok(!loginKey('a.io', login).includes('canary'))
  const shifted = aLogin({username: 'u"', password: 'canary'})
  assert.notEqual(loginKey('a.io', shifted), loginKey('a.io', login))
})
