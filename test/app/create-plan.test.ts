import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {type PlannedLogin, planSecrets} from '../../src/app/create-plan.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'

describe('which Secrets go where', () => {
  test('one login for each namespace of the call', () => {
    assert.deepEqual(planned([aLogin()], ['a', 'b']), ['a/regcred: ghcr.io', 'b/regcred: ghcr.io'])
  })

  test('a login with a namespace of its own goes there alone', () => {
    const logins = [aLogin(), aLogin({namespace: 'c', key: 'quay.io'})]
    assert.deepEqual(planned(logins, ['a']), ['a/regcred: ghcr.io', 'c/regcred: quay.io'])
  })

  test('logins with one name and one namespace come together', () => {
    const logins = [aLogin(), aLogin({namespace: 'a', key: 'quay.io'}), aLogin({secret: 'other'})]
    assert.deepEqual(planned(logins, ['a']), ['a/regcred: ghcr.io, quay.io', 'a/other: ghcr.io'])
  })

  test('the same login twice is one', () => {
    assert.deepEqual(planned([aLogin(), aLogin({namespace: 'a'})], ['a']), ['a/regcred: ghcr.io'])
  })

  test('what the kubelet holds for one key is one key', () => {
    const logins = [aLogin({place: 'here'}), aLogin({key: 'https://ghcr.io/v1/', username: 'other', place: 'there'})]
    assert.deepEqual(planSecrets(logins, ['a']), {
      kind: 'fault',
      message: 'secret "regcred" in namespace "a" would get two logins for https://ghcr.io/v1/ (here, there)',
    })
  })

  test('two passwords for one key are a fault, in another namespace they are none', () => {
    const other = {entry: {...aLogin().entry, password: new Sensitive('other')}, secret: 'regcred'}
    assert.equal(planSecrets([aLogin(), other], ['a']).kind, 'fault')
    assert.equal(planSecrets([aLogin({namespace: 'b'}), other], ['a']).kind, 'plan')
  })

  test('where no cluster is asked the namespace may be open', () => {
    assert.deepEqual(planned([aLogin()], [undefined]), ['?/regcred: ghcr.io'])
  })
})

interface Given extends Partial<Pick<PlannedLogin, 'secret' | 'namespace' | 'place'>> {
  readonly key?: string
  readonly username?: string
}

function aLogin({secret = 'regcred', key = 'ghcr.io', username = 'ci', ...rest}: Given = {}): PlannedLogin {
  return {secret, entry: {key, username, password: new Sensitive('s3cret')}, ...rest}
}

function planned(logins: readonly PlannedLogin[], namespaces: readonly (string | undefined)[]): readonly string[] {
  const plan = planSecrets(logins, namespaces)
  if (plan.kind === 'fault') throw new Error(plan.message)
  return plan.namespaces.flatMap(({namespace = '?', secrets}) => {
    return secrets.map(({name, entries}) => `${namespace}/${name}: ${entries.map(({key}) => key).join(', ')}`)
  })
}
