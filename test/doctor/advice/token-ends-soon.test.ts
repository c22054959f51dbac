import assert from 'node:assert/strict'
import {test} from 'node:test'
import {tokenEndsSoon} from '../../../src/doctor/advice/token-ends-soon.ts'
import {anEcrToken, aWebToken, examined} from './builders.ts'

const ecr = {registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com', username: 'AWS'}
const jfrog = {registry: 'acme.jfrog.io', username: 'puller'}

test('names the day, and proves it without the token', () => {
  const password = aWebToken(3)
  const grounds = examined(tokenEndsSoon, {...jfrog, password})
  assert.match(grounds?.message ?? '', /^the login "puller" of secret "regcred" .* ends at 2026-06-04T12:00:00Z$/)
  assert.deepEqual(grounds?.evidence.at(-1), {
    kind: 'field',
    object: 'secret/regcred',
    path: 'auths["acme.jfrog.io"].password',
    value: 'JFrog access token, ends at 2026-06-04T12:00:00Z',
  })
  assert.ok(!JSON.stringify(grounds).includes(password))
})

test('takes seven days for soon, and not a day more', () => {
  assert.notEqual(examined(tokenEndsSoon, {...jfrog, password: aWebToken(7)}), undefined)
  assert.equal(examined(tokenEndsSoon, {...jfrog, password: aWebToken(8)}), undefined)
})

test('is silent on a token that has ended, which is a diagnosis, and on one whose form tells no end', () => {
  assert.equal(examined(tokenEndsSoon, {...jfrog, password: aWebToken(-1)}), undefined)
  assert.equal(examined(tokenEndsSoon, {...jfrog, password: 'dckr_pat_x'}), undefined)
})

test('is silent on a token of hours in a Secret that a controller writes', () => {
  const password = anEcrToken(0.25)
  assert.notEqual(examined(tokenEndsSoon, {...ecr, password}), undefined)
  assert.equal(examined(tokenEndsSoon, {...ecr, password, owner: 'ExternalSecret/regcred'}), undefined)
})

test('leads to the owner where one writes the Secret of a token of days', () => {
  const grounds = examined(tokenEndsSoon, {...jfrog, password: aWebToken(3), owner: 'ExternalSecret/regcred'})
  assert.deepEqual(grounds?.remedies[0].command?.slice(0, 3), ['kubectl', 'get', 'externalsecret/regcred'])
})
