import assert from 'node:assert/strict'
import {after, before, describe, test} from 'node:test'
import {cli} from '../cli/run-cli.ts'
import {aServiceAccount} from './cluster-object.ts'
import {aLogin, aPullSecret} from './object.ts'
import {type Sandbox, startSandbox} from './sandbox.ts'

const create = ['create', 'regcred', '--server', 'registry.corp', '--username', 'ci', '--password-stdin', '--no-verify']

describe('create prints what it makes in kubectl’s other formats', {concurrency: 2}, () => {
  const outputs: Readonly<Record<string, string>> = {
    name: 'secret/regcred\n',
    'jsonpath={.kind} {.metadata.name}': 'Secret regcred',
    'go-template={{.type}}{{"\\n"}}': 'kubernetes.io/dockerconfigjson\n',
  }
  for (const [format, stdout] of Object.entries(outputs)) {
    test(format, async () => {
      const run = await cli([...create, '--dry-run=client', '-o', format], {stdin: 'p-4f1c'})
      assert.deepEqual(run, {stdout, stderr: '', exitCode: 0})
    })
  }

  test('and knows no format of reports', async () => {
    const run = await cli([...create, '--dry-run=client', '-o', 'sarif'], {stdin: 'p-4f1c'})
    assert.match(
      run.stderr,
      /it takes text, json, yaml, name, jsonpath, jsonpath-file, go-template, or go-template-file/,
    )
    assert.equal(run.exitCode, 2)
  })
})

describe('attach', () => {
  let sandbox: Sandbox
  before(async () => {
    const objects = [aServiceAccount('default', []), aPullSecret('regcred', {'registry.corp': aLogin('ci', 'p-4f1c')})]
    sandbox = await startSandbox({objects: () => objects})
  })
  after(() => sandbox.close())

  test('names what it has changed as kubectl patch does', async () => {
    await sandbox.shows(`$ kubectl imagecreds attach regcred --service-account default --dry-run=client -o name
serviceaccount/default
exit 0
`)
    await sandbox.shows(`$ kubectl imagecreds attach regcred --service-account default --dry-run=client -o 'jsonpath={.imagePullSecrets[*].name}{"\\n"}'
regcred
exit 0
`)
  })
})

test('decode names the Secrets it has read, and fills templates with what it has found', async () => {
  const stdin = JSON.stringify(aPullSecret('regcred', {'registry.corp': aLogin('ci', 'p-4f1c')}))
  assert.deepEqual(await cli('decode - -o name', {stdin}), {stdout: 'secret/regcred\n', stderr: '', exitCode: 0})
  const users = await cli(['decode', '-', '-o', 'jsonpath={.entries[*].username}{"\\n"}'], {stdin})
  assert.deepEqual(users, {stdout: 'ci\n', stderr: '', exitCode: 0})
})
