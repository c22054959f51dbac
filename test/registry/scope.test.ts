import assert from 'node:assert/strict'
import test from 'node:test'
import {mergeScopes, pullScope} from '../../src/registry/scope.ts'
import {vectors} from './vectors.ts'

for (const {name, input, expect} of vectors('www-authenticate', 'mergeScopes')) {
  test(`joins scopes as containerd: ${name}`, () => {
    assert.deepEqual(mergeScopes(input['request'] as string[], input['challenge'] as string[]), expect['scopes'])
  })
}

test('a pull needs one action on one repository', () => {
  assert.equal(pullScope('library/nginx'), 'repository:library/nginx:pull')
})
