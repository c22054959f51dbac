import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, type TestContext, test} from 'node:test'
import {commandRights} from '../../src/manifests/command-rights.ts'
import {cliEnvironment, invocation} from '../cli/run-cli.ts'
import {startApiServer} from '../sandbox/kube/api-server.ts'
import {clusterOfEveryRight} from './every-right.ts'

const folder = mkdtempSync(join(tmpdir(), 'imagecreds-watch-rights-'))
process.on('exit', () => rmSync(folder, {recursive: true, force: true}))

const rules = commandRights
  .filter(({command}) => command === 'doctor' || command === 'watch')
  .flatMap(({inNamespace, inCluster}) => [...inNamespace, ...inCluster])
const watched = {pods: 'Pod', secrets: 'Secret', serviceaccounts: 'ServiceAccount'}
const unseen = (kind: string) => new RegExp(`changes of ${kind}s are not seen, .*cannot watch`)

describe('the Roles of doctor and watch', {concurrency: 2, timeout: 15_000}, () => {
  test('are enough to watch all that a report depends on', async (t) => {
    const {until, requests} = await watching(t)
    const output = await until((text) => /\n\d+ errors?,? .*\n/.test(text) && watchesOf(requests).length === 3)
    for (const kind of Object.values(watched)) assert.doesNotMatch(output, unseen(kind))
    assert.deepEqual(watchesOf(requests), Object.keys(watched))
  })

  for (const [resource, kind] of Object.entries(watched)) {
    test(`without watch ${resource} it is said that their changes are not seen`, async (t) => {
      const {until} = await watching(t, resource)
      await until((text) => unseen(kind).test(text))
    })
  }
})

/** `doctor --watch` as a user with all of the rights but that to watch this resource. */
async function watching(t: TestContext, withheld?: string) {
  const user = {
    name: 'oncall',
    rules: rules.flatMap(({group, resources, verbs}) =>
      resources.flatMap((resource) =>
        verbs.includes('watch') && resource === withheld
          ? []
          : [{apiGroups: [group], resources: [resource], verbs: [...verbs]}],
      ),
    ),
  }
  const api = await startApiServer({users: [user], objects: clusterOfEveryRight})
  const kubeconfig = api.writeKubeconfig(mkdtempSync(join(folder, 'user-')), 'oncall', {namespace: 'shop'})
  const [program, ...words] = invocation
  const child = spawn(program, [...words, 'doctor', '--watch', '--no-probe', '--kubeconfig', kubeconfig], {
    env: cliEnvironment,
  })
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  t.after(async () => {
    child.kill()
    await closed
    await api.close()
  })
  let output = ''
  let wake = () => {}
  const add = (chunk: unknown) => {
    output += chunk
    wake()
  }
  api.inject(() => {
    wake()
    return undefined
  })
  child.stdout.on('data', add)
  child.stderr.on('data', add)
  return {
    requests: api.requests,
    async until(isReached: (text: string) => boolean): Promise<string> {
      while (!isReached(output)) {
        const {promise, resolve} = Promise.withResolvers<void>()
        wake = resolve
        const code = await Promise.race([promise, closed])
        if (code !== undefined) throw new Error(`it has ended with ${code}: ${output}`)
      }
      return output
    },
  }
}

function watchesOf(requests: readonly {readonly url: string}[]): readonly string[] {
  const paths = requests.filter(({url}) => url.includes('watch=true')).map(({url}) => url.split('?')[0] ?? '')
  return [...new Set(paths.map((path) => path.split('/').at(-1) ?? ''))].sort()
}
