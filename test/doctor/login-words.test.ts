import assert from 'node:assert/strict'
import {test} from 'node:test'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {loginEvidence} from '../../src/doctor/login-words.ts'

function evidenceOf(key: string, username: string, password: string): readonly string[] {
  const secret = {namespace: 'shop', name: 'regcred', dataKey: '.dockerconfigjson'}
  const facts = loginEvidence({username, password: new Sensitive(password), source: {key, secret}})
  assert.ok(!JSON.stringify(facts).includes(password))
  return facts.map((fact) => (fact.kind === 'field' ? `${fact.path} = ${fact.value}` : fact.kind))
}

test('a login is shown by its user name alone where its password has no form', () => {
  assert.deepEqual(evidenceOf('registry.corp', 'bot', 'open-sesame'), ['auths["registry.corp"].username = "bot"'])
})

test('a token is shown by its kind, and by its end where the form tells one', () => {
  const ecr = Buffer.from(JSON.stringify({payload: 'sealed', expiration: 1_780_336_800})).toString('base64')
  const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
  assert.deepEqual(evidenceOf(host, 'AWS', ecr), [
    `auths["${host}"].username = "AWS"`,
    `auths["${host}"].password = ECR authorization token, valid until 2026-06-01T18:00:00Z`,
  ])
  assert.deepEqual(evidenceOf('ghcr.io', 'ci', `github_pat_${'a'.repeat(22)}_${'b'.repeat(59)}`), [
    'auths["ghcr.io"].username = "ci"',
    'auths["ghcr.io"].password = GitHub fine-grained personal access token',
  ])
})

test("a login of no Secret is the reader's own, and stands in no field", () => {
  assert.deepEqual(loginEvidence({username: 'ci', password: new Sensitive('x'), source: {key: 'ghcr.io'}}), [])
})
