import assert from 'node:assert/strict'
import {test} from 'node:test'
import {brokenRule} from '../../src/cli/flag-rule.ts'

const declared = {
  namespace: {},
  'all-namespaces': {exclusive: ['namespace']},
  username: {dependsOn: ['server']},
  server: {required: true},
  'password-stdin': {exactlyOne: ['password', 'password-stdin', 'from-docker-config']},
  password: {},
  'from-docker-config': {},
}

const cases: readonly [given: string[], fault: string | undefined][] = [
  [['server', 'password-stdin'], undefined],
  [['server', 'password', 'namespace', 'username'], undefined],
  [['server', 'password', 'namespace', 'all-namespaces'], '--all-namespaces cannot be used together with --namespace'],
  [['server', 'password', 'password-stdin'], '--password-stdin cannot be used together with --password'],
  [['server'], 'one of --password, --password-stdin, --from-docker-config is required'],
  [['password'], 'required flag "server" not set'],
  [['username', 'password'], '--username needs --server'],
]

for (const [given, fault] of cases) {
  test(`with ${given.map((name) => `--${name}`).join(' ')}: ${fault ?? 'nothing is wrong'}`, () => {
    assert.equal(brokenRule(declared, new Set(given)), fault)
  })
}
