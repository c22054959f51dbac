import assert from 'node:assert/strict'
import {test} from 'node:test'
import {impersonationHeaders, impersonationOf} from '../../src/cluster/impersonation.ts'

const user = {
  as: 'jane',
  'as-uid': 'u-1',
  'as-groups': ['dev', 7, 'ops'],
  'as-user-extra': {'example.com/scope (a)': ['x', 'y'], empty: 'none'},
}

test('all that a kubeconfig says of another user is sent, in headers that a header can be', () => {
  const impersonation = impersonationOf(user, {})
  assert.ok(impersonation)
  assert.deepEqual(impersonationHeaders(impersonation), {
    'Impersonate-User': 'jane',
    'Impersonate-Uid': 'u-1',
    'Impersonate-Group': ['dev', 'ops'],
    'Impersonate-Extra-example.com%2Fscope%20%28a%29': ['x', 'y'],
    'Impersonate-Extra-empty': [],
  })
})

test('a name beyond ASCII goes out as the bytes of UTF-8', () => {
  const impersonation = impersonationOf({}, {as: 'jürgen→'})
  assert.ok(impersonation)
  const {'Impersonate-User': sent} = impersonationHeaders(impersonation)
  assert.equal(Buffer.from(String(sent), 'latin1').toString(), 'jürgen→')
})

test('flags go before the kubeconfig, and an empty flag is none', () => {
  assert.equal(impersonationOf(user, {as: 'root'})?.user, 'root')
  assert.deepEqual(impersonationOf(user, {asGroups: ['a']})?.groups, ['a'])
  assert.equal(impersonationOf(user, {as: ''})?.user, 'jane')
  assert.equal(impersonationOf({}, {}), undefined)
})

test('whoever gives parts of another user and no name is told so', () => {
  for (const parts of [{'as-uid': 'u'}, {'as-groups': ['a']}, {'as-user-extra': {a: ['b']}}]) {
    assert.throws(() => impersonationOf(parts, {}), /without a user to impersonate$/)
  }
})
