import assert from 'node:assert/strict'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {cli, cliEnvironment} from '../cli/run-cli.ts'
import {objectsOf} from '../manifests/kind-schema.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aLogin, aNamespace, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({registries: ['BASIC'], objects: () => [aNamespace('named'), aNamespace('whole')]})
after(() => sandbox.close())

const basic = sandbox.hostOf('BASIC')
const helpers = join(sandbox.folder, 'helpers')
mkdirSync(helpers)
const program = join(helpers, 'docker-credential-sandbox')
writeFileSync(program, `#!/bin/sh\necho '${JSON.stringify({Username: alice.username, Secret: alice.password})}'\n`)
chmodSync(program, 0o755)
const fetched = JSON.stringify({[basic]: {helper: 'sandbox', server: basic, at: '2026-11-21T10:00:00Z'}})

describe('the rights of the rotation are those that its command takes, and no more', () => {
  for (const [namespace, names] of Object.entries({named: ['regcred'], whole: []})) {
    test(names.length > 0 ? 'for Secrets by name' : 'for all Secrets of a namespace', async () => {
      for (const name of ['regcred', 'other']) {
        const annotations = {'imagecreds/fetched': fetched}
        sandbox.api.put(aPullSecret(name, {[basic]: aLogin('old', 'old')}, {namespace, annotations}))
      }
      const words = `generate rotation ${names.join(' ')} -n ${namespace} --image example.com/imagecreds:1`
      const [account, role, binding, job] = objectsOf((await cli(words)).stdout)
      sandbox.api.put(role)
      sandbox.api.put(binding)
      const [container] = job.spec.jobTemplate.spec.template.spec.containers
      const user = `system:serviceaccount:${namespace}:${account.metadata.name}`
      const command: readonly string[] = container.command.slice(1)
      const before = sandbox.api.requests.length
      const refresh = (...more: readonly string[]) =>
        cli([...command, ...more, '--as', user], {env: {...sandbox.env, PATH: `${helpers}:${cliEnvironment['PATH']}`}})
      const run = await refresh()
      assert.equal(run.stderr, '')
      assert.match(run.stdout, /regcred .* refreshed\n/)
      assert.equal(run.exitCode, 0)
      const used = sandbox.api.requests.slice(before).map(({method, url}) => verbOf(method, url))
      assert.deepEqual([...new Set(used)].sort(), [...role.rules[0].verbs].sort())
      const others = await refresh('other')
      if (names.length > 0) assert.match(others.stderr, /forbidden|may not/)
    })
  }
})

function verbOf(method: string, url: string): string {
  if (method === 'PATCH') return 'patch'
  if (method === 'PUT') return 'update'
  return /\/secrets\/[^/?]+(?:\?|$)/.test(url) ? 'get' : 'list'
}
