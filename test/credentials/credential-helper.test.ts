import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {type HelperAnswer, helperCall, readHelperAnswer} from '../../src/credentials/credential-helper.ts'

test('a helper is called by its name, with the key on its input', () => {
  assert.deepEqual(helperCall('ecr-login', 'ghcr.io'), {
    program: 'docker-credential-ecr-login',
    arguments: ['get'],
    input: 'ghcr.io',
  })
})

test('a name that leads elsewhere is not called', () => {
  for (const name of ['', '../../tmp/x', 'a/b', 'a b', '-x', 'a\\b', 'x;y', '.', 'é']) {
    assert.equal(helperCall(name, 'ghcr.io'), undefined, name)
  }
})

describe('the answer of a helper', () => {
  const answers: Readonly<Record<string, readonly [exitCode: number, output: string, answer: HelperAnswer['kind']]>> = {
    'is a login': [0, '{"ServerURL":"ghcr.io","Username":"u","Secret":"hunter2"}\n', 'login'],
    'is an identity token under Docker’s mark': [0, '{"Username":"<token>","Secret":"hunter2"}', 'identity-token'],
    'has no login': [0, '{"Username":"","Secret":""}', 'not-found'],
    'is the sentence for a key it does not have': [1, 'credentials not found in native keychain\n', 'not-found'],
    'is a failure': [1, 'hunter2', 'fault'],
    'is not JSON': [0, 'hunter2', 'fault'],
    'is a list': [0, '["hunter2"]', 'fault'],
    'is empty': [0, '', 'fault'],
  }
  for (const [name, [exitCode, output, kind]] of Object.entries(answers)) {
    test(name, () => {
      const answer = readHelperAnswer(exitCode, Buffer.from(output))
      assert.equal(answer.kind, kind)
      assert.doesNotMatch(JSON.stringify(answer), /hunter2/)
    })
  }

  test('keeps the password for who asks', () => {
    const answer = readHelperAnswer(0, Buffer.from('{"Username":"u","Secret":"hunter2"}'))
    assert.equal(answer.kind === 'login' && answer.password.reveal(), 'hunter2')
  })
})
