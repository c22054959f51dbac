import assert from 'node:assert/strict'
import {test} from 'node:test'
import {acr} from '../../src/providers/acr.ts'
import {aJwt, aLogin, anAcrToken, type GivenLogin, hintsOf} from './builders.ts'

const registry = 'shop.azurecr.io'
const noUser = '00000000-0000-0000-0000-000000000000'
const appId = '8f4a1c1e-3b5d-4a6f-9c2e-7d1b0a9e8f6c'

const kinds: Readonly<Record<string, readonly [GivenLogin, string]>> = {
  'the admin, by the name of the registry': [{username: 'shop', password: 'x'}, 'ACR admin password'],
  'the admin, in other letters': [{username: 'Shop', password: 'x'}, 'ACR admin password'],
  'a service principal, by its application ID': [{username: appId, password: 'x'}, 'Microsoft Entra client secret'],
  'a refresh token whose form has changed': [{username: noUser, password: 'x'}, 'ACR refresh token'],
  'a token with a scope map': [{username: 'reader', password: 'x'}, 'password'],
}
for (const [name, [login, kind]] of Object.entries(kinds)) {
  test(`ACR recognises: ${name}`, () => assert.equal(acr.token(aLogin({registry, ...login})).kind, kind))
}

test('a refresh token tells its end and shows none of its claims', () => {
  assert.deepEqual(acr.token(aLogin({registry, username: noUser, password: anAcrToken(registry)})), {
    kind: 'ACR refresh token',
    expiresAt: '2026-11-18T14:06:40Z',
    isShortLived: true,
  })
})

const warnings: Readonly<Record<string, readonly [GivenLogin, string[]]>> = {
  'nothing against a refresh token': [{username: noUser, password: anAcrToken(registry)}, []],
  'a refresh token under another name': [
    {username: 'shop', password: anAcrToken(registry)},
    [`the user name of a refresh token is ${noUser}`],
  ],
  'a refresh token of another registry': [
    {username: noUser, password: anAcrToken('other.azurecr.io')},
    ['the token was made for another registry'],
  ],
  'a replica in a region is the same registry': [
    {registry: 'shop.westeurope.geo.azurecr.io', username: noUser, password: anAcrToken(registry)},
    [],
  ],
  'an access token': [
    {username: noUser, password: anAcrToken(registry, 'access_token')},
    ['an access token does not log in; it is made from a refresh token'],
  ],
  'a token of Microsoft Entra': [
    {username: noUser, password: aJwt({iss: 'https://login.microsoftonline.com/t/v2.0', aud: appId})},
    ['a token of Microsoft Entra does not log in; "az acr login --expose-token" exchanges it'],
  ],
  "a service principal's secret without its ID": [
    {username: noUser, password: `abc8Q~${'a'.repeat(34)}`},
    ['the user name of a service principal is its application ID'],
  ],
  'nothing against the admin': [{username: 'shop', password: 'x'}, []],
  'nothing against a service principal': [{username: appId, password: `abc8Q~${'a'.repeat(34)}`}, []],
}
for (const [name, [login, expected]] of Object.entries(warnings)) {
  test(`ACR: ${name}`, () => assert.deepEqual(hintsOf(acr, {registry, ...login}).warnings, expected))
}

test('ACR names what lasts where a refresh token does not', () => {
  assert.deepEqual(hintsOf(acr, {registry, username: noUser, password: anAcrToken(registry)}).notes, [
    'a refresh token lasts about three hours; a service principal or a repository token lasts longer',
  ])
})
