import assert from 'node:assert/strict'
import {after, afterEach, describe, test} from 'node:test'
import {textAt} from '../sandbox/kube/json.ts'
import {json} from '../sandbox/registry/answer.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({objects: () => [aPullSecret('regcred', {'quay.io': aLogin('a', 'b')})]})
after(() => sandbox.close())
afterEach(() => sandbox.api.inject(() => undefined))

/** Why an API server refuses a write: status, reason, its words, and what we add. */
const refusals = {
  'a right that is not there': [
    403,
    'Forbidden',
    'secrets is forbidden: User "x" cannot create resource "secrets" in API group "" in the namespace "shop"',
    'Ask for the right; see whether you have it with: kubectl auth can-i create secrets -n shop',
  ],
  'a quota': [
    403,
    'Forbidden',
    'secrets "a" is forbidden: exceeded quota: few, requested: secrets=1, used: secrets=3, limited: secrets=3',
    'See what the quota leaves: kubectl describe resourcequota -n shop',
  ],
  'a namespace that ends': [
    403,
    'Forbidden',
    'secrets "a" is forbidden: unable to create new content in namespace shop because it is being terminated',
    'The right to it is there: ask those who run the cluster about the rule that refuses it.',
  ],
  'a webhook': [400, 'BadRequest', 'admission webhook "rule.example.com" denied the request: not that registry', ''],
  'a policy': [
    422,
    'Invalid',
    `secrets "a" is forbidden: ValidatingAdmissionPolicy 'rule' with binding 'b' denied request: not here`,
    '',
  ],
} as const

describe('create tells in the words of the API server that it is refused by', () => {
  for (const [sentence, [code, reason, message, step]] of Object.entries(refusals)) {
    const shown = [`error: ${message}`, step].filter((line) => line !== '').map((line) => `2> ${line}\n`)
    test(sentence, async () => {
      refuseWrites(code, reason, message)
      await sandbox.shows(
        `$ kubectl imagecreds create a --server r.io --username u --password-stdin --no-verify
${shown.join('')}exit 2
`,
        {stdin: 'p'},
      )
    })

    test(`${sentence}, and leaves the Secret as it was with --update`, async () => {
      const before = dataOf('regcred')
      refuseWrites(code, reason, message)
      const call = 'create regcred --server r.io --username u --password-stdin --no-verify --update'
      const screen = await sandbox.screen(call, {stdin: 'p'})
      assert.ok(screen.includes(`2> error: ${message}\n`), screen)
      assert.match(screen, /exit 2\n$/)
      assert.equal(dataOf('regcred'), before)
    })
  }
})

function refuseWrites(code: number, reason: string, message: string): void {
  const status = {kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code}
  sandbox.api.inject(({method}) => (method === 'GET' ? undefined : json(code, status)))
}

function dataOf(name: string): string | undefined {
  return textAt(sandbox.api.find('v1', 'Secret', name, 'shop'), 'data', '.dockerconfigjson')
}
