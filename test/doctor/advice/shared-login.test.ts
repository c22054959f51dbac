import assert from 'node:assert/strict'
import {test} from 'node:test'
import {sharedLogin} from '../../../src/doctor/advice/shared-login.ts'
import {examined} from './builders.ts'

const registry = 'registry.corp'

test('counts the namespaces, and names the first of them', () => {
  const namespaces = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const grounds = examined(sharedLogin, {registry, namespaces})
  assert.equal(grounds?.message, 'the login "bot" for registry.corp is in 7 namespaces: a, b, c, d, e and 2 more')
  assert.equal(grounds?.evidence.length, 5)
})

test('takes three namespaces for many, not two, nor one three times', () => {
  assert.notEqual(examined(sharedLogin, {registry, namespaces: ['a', 'b', 'c']}), undefined)
  assert.equal(examined(sharedLogin, {registry, namespaces: ['a', 'b']}), undefined)
  assert.equal(examined(sharedLogin, {registry, namespaces: ['a', 'a', 'a']}), undefined)
})
