import assert from 'node:assert/strict'
import test from 'node:test'
import {basicAuthorization, loginOf, secretsOf} from '../../src/registry/login.ts'
import {aLogin} from './probing.ts'

test('nobody, and a user name without a password, present nothing', () => {
  assert.equal(loginOf('anonymous'), undefined)
  assert.equal(loginOf(aLogin({username: 'u', password: ''})), undefined)
})

test('a password without a user name is presented: it is an identity token', () => {
  assert.equal(loginOf(aLogin({username: '', password: 't'}))?.username, '')
})

test('Basic is base64 of UTF-8, split at the first colon by who reads it', () => {
  const login = aLogin({username: 'user', password: 'pä:ß'})
  assert.equal(basicAuthorization(login).reveal(), `Basic ${Buffer.from('user:pä:ß').toString('base64')}`)
  assert.equal(String(basicAuthorization(login)), '[redacted]')
})

test('a login is recognised in every form in which it was sent', () => {
  const login = aLogin({username: 'u', password: 'a+b/c d?é'})
  const sent = [
    'a+b/c d?é',
    'a%2Bb%2Fc%20d%3F%C3%A9',
    'a%2Bb%2Fc+d%3F%C3%A9',
    Buffer.from('u:a+b/c d?é').toString('base64url'),
    Buffer.from('a+b/c d?é').toString('base64').replace(/=+$/, ''),
  ]
  for (const form of sent) assert.ok(secretsOf(login).includes(form), form)
})
