import assert from 'node:assert/strict'
import {test} from 'node:test'
import {fuller, owned} from '../../src/app/store-refusal.ts'

const secret = {namespace: 'shop', name: 'regcred'}

test('the name of an owner is one word of the command, whatever is in it', () => {
  const {nextSteps} = owned(secret, "ExternalSecret/x;reboot'y'")
  assert.equal(nextSteps[1], String.raw`kubectl get 'externalsecret/x;reboot'\''y'\''' -n shop -o yaml`)
})

test('an owner whose name is that of no object gets no command', () => {
  assert.equal(owned(secret, 'ExternalSecret/x; rm -rf y').nextSteps.length, 1)
})

test('a key of the Secret is named without the password in its URL', () => {
  const {message} = fuller(secret, ['https://ci:canary@ghcr.io', 'quay.io'])
  assert.equal(
    message,
    'secret "regcred" in namespace "shop" holds logins for "https://ci:REDACTED@ghcr.io", "quay.io" too',
  )
})
