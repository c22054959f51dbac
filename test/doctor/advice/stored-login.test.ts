import assert from 'node:assert/strict'
import {test} from 'node:test'
import {placesIn, storedLogins} from '../../../src/doctor/advice/stored-login.ts'
import {imagePlan} from '../../../src/doctor/image-plan.ts'
import {anEntry, aPod, aSecret} from '../builders.ts'
import {aStoredLogin} from './builders.ts'

function loginsOf(entries: readonly ReturnType<typeof anEntry>[], images: readonly string[]) {
  const named = aSecret('regcred', ...entries)
  const secrets = named.secret.kind === 'value' && named.secret.value ? [named.secret.value] : []
  const plans = images.map((image) => ({...imagePlan('shop', image, [named]), pod: aPod()}))
  return storedLogins(placesIn(secrets), plans).map(({registry, pulls}) => [registry, pulls.length])
}

test('a login belongs to the registry of its key, with the pulls that present it', () => {
  const entries = [anEntry('ghcr.io'), anEntry('quay.io')]
  assert.deepEqual(loginsOf(entries, ['ghcr.io/a/b', 'ghcr.io/a/c', 'docker.io/d/e']), [
    ['ghcr.io', 2],
    ['quay.io', 0],
  ])
})

test('under a key for many registries it belongs to each that it is presented to', () => {
  assert.deepEqual(loginsOf([anEntry('*.corp')], ['a.corp/x/y', 'b.corp/x/y', 'a.corp/x/z']), [
    ['a.corp', 2],
    ['b.corp', 1],
  ])
  assert.deepEqual(loginsOf([anEntry('*.corp')], []), [])
})

test('an entry that no runtime would present is no login', () => {
  assert.deepEqual(loginsOf([anEntry('ghcr.io', ''), anEntry('quay.io', 'bot', '')], []), [])
})

test('equal logins of several Secrets are one, with a hash for a key that shows neither part', () => {
  const login = aStoredLogin({registry: 'ghcr.io', namespaces: ['a', 'b']})
  assert.deepEqual(
    login.places.map(({secret}) => secret?.namespace),
    ['a', 'b'],
  )
  assert.match(login.key, /^[0-9a-f]{64}$/)
})
