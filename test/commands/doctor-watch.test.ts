import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {after, describe, test} from 'node:test'
import {cli, cliEnvironment, invocation} from '../cli/run-cli.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aFailingPod} from './cluster-object.ts'
import {aLogin, aNamespace, aPod, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({
  registries: ['BASIC'],
  objects: (hostOf) => {
    const imageOf = (tag: string) => `${hostOf('BASIC')}/team/app:${tag}`
    const refused = 'unexpected status from HEAD request: 401 Unauthorized'
    return ['heals', 'json', 'breaks', 'leaves', 'once'].flatMap((namespace) => [
      aNamespace(namespace),
      aFailingPod('web-0', imageOf(namespace === 'breaks' ? '0.9' : '1.0'), refused, {
        namespace,
        pullSecrets: ['regcred'],
      }),
      aPullSecret('regcred', {[hostOf('BASIC')]: aLogin('alice', 'p-1')}, {namespace}),
    ])
  },
})
after(() => sandbox.close())

const image = `${sandbox.hostOf('BASIC')}/team/app:1.0`

/** A call that stays: `until` waits for what its output comes to hold. */
function staying(command: string) {
  const [program, ...words] = invocation
  const child = spawn(program, [...words, ...command.split(' ')], {env: {...cliEnvironment, ...sandbox.env}})
  after(() => child.kill())
  let stdout = ''
  let wake = () => {}
  const add = (chunk: unknown) => {
    stdout += chunk
    wake()
  }
  child.stdout.on('data', add)
  child.stderr.on('data', add)
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    output: () => stdout,
    async until(pattern: RegExp): Promise<void> {
      while (!pattern.test(stdout)) {
        const {promise, resolve} = Promise.withResolvers<void>()
        wake = resolve
        const code = await Promise.race([promise, closed])
        if (code !== undefined) throw new Error(`it has ended with ${code}: ${stdout}`)
      }
    },
    async interrupt(): Promise<number | null> {
      child.kill('SIGINT')
      return closed
    },
  }
}

describe('doctor --watch', {concurrency: 3, timeout: 30_000}, () => {
  test('tells what has healed and what fails anew, and exits 130 at Ctrl-C', async () => {
    const run = staying('doctor -n heals -w')
    await run.until(/\n1 error\n/)
    sandbox.api.put(aPod('web-0', {image, namespace: 'heals', pullSecrets: ['regcred']}))
    await run.until(/✓ pod\/web-0 \(app\): fails no longer \(ICR1301 BadCredentials\)\n\n✓ no pull fails\n/)
    sandbox.api.put(
      aFailingPod('new-0', image, 'no basic auth credentials', {namespace: 'heals', pullSecrets: ['gone']}),
    )
    await run.until(/✗ ICR1101 SecretMissing +pod\/new-0 \(app\)(?:.|\n)*\n1 error\n/)
    assert.equal(await run.interrupt(), 130)
    assert.equal(run.output().match(/ICR1301 BadCredentials/g)?.length, 2)
  })

  test('reads once at its start, and watches from there on', async () => {
    const run = staying('doctor -n once -w')
    await run.until(/\n1 error\n/)
    sandbox.api.put(aPod('web-0', {image, namespace: 'once', pullSecrets: ['regcred']}))
    await run.until(/✓ no pull fails\n/)
    await run.interrupt()
    const urls = sandbox.api.requests.map(({url}) => url).filter((url) => url.includes('/namespaces/once/'))
    const [watches, reads] = [true, false].map((is) => urls.filter((url) => url.includes('watch=true') === is))
    assert.ok(watches?.some((url) => url.includes('/pods?')))
    assert.ok(watches?.every((url) => /resourceVersion=\d/.test(url)))
    assert.equal(reads?.filter((url) => url.includes('/pods?')).length, 2)
  })

  test('says that a Pod is gone, and waits for one that was named', async () => {
    const run = staying('doctor pod/web-0 -n leaves -w')
    const all = staying('doctor -n leaves -w')
    await Promise.all([run.until(/\n1 error\n/), all.until(/\n1 error\n/)])
    sandbox.api.remove('v1', 'Pod', 'web-0', 'leaves')
    await run.until(/\nwarning: .*"web-0" does not exist in namespace "leaves"\n/)
    await all.until(/\ni pod\/web-0 \(app\): is gone \(failed of ICR1301 BadCredentials\)\n\n✓ no pull fails\n/)
    sandbox.api.put(
      aFailingPod('web-0', image, 'no basic auth credentials', {namespace: 'leaves', pullSecrets: ['gone']}),
    )
    await run.until(/ICR1101 SecretMissing/)
    await Promise.all([run.interrupt(), all.interrupt()])
  })

  test('says once what may not be watched', async () => {
    const run = staying(`doctor -n breaks -w --kubeconfig ${sandbox.api.writeKubeconfig(sandbox.folder, 'viewer')}`)
    await run.until(/warning: changes of Secrets are not seen, so that all is read again every 30 s: .*\n/)
    await run.until(/\n1 error/)
    await run.interrupt()
    assert.equal(run.output().match(/are not seen/g)?.length, 1)
  })

  test('prints a JSON document on a line for each change, across broken connections and expired versions', async () => {
    const run = staying('doctor -n json --watch -o json')
    await run.until(/\n/)
    sandbox.api.compact()
    sandbox.api.cutConnections()
    sandbox.api.bookmark()
    sandbox.api.put(
      aPullSecret('regcred', {[sandbox.hostOf('BASIC')]: aLogin('alice', alice.password)}, {namespace: 'json'}),
    )
    sandbox.api.put(aPod('web-0', {image, namespace: 'json', pullSecrets: ['regcred']}))
    await run.until(/"findings": \[\].*\n$/)
    await run.interrupt()
    const documents: readonly {readonly kind: string}[] = run
      .output()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.ok(documents.length >= 2)
    assert.ok(documents.every(({kind}) => kind === 'Report'))
  })

  test('asks a registry nothing that it has answered, whatever else changes', async () => {
    const run = staying('doctor -n breaks -w')
    await run.until(/\n1 error\n/)
    const old = image.replace(/1\.0$/, '0.9')
    const asked = () => sandbox.server('BASIC').requests.filter(({url}) => url.endsWith('/0.9')).length
    const before = asked()
    assert.ok(before > 0)
    sandbox.api.put(
      aFailingPod('other-0', old, 'no basic auth credentials', {namespace: 'breaks', pullSecrets: ['gone']}),
    )
    await run.until(/SecretMissing/)
    assert.equal(asked(), before)
    await run.interrupt()
  })

  test('is refused beside files', async () => {
    const {stderr, exitCode} = await cli('doctor -w -f pods.yaml')
    assert.match(stderr, /--filename/)
    assert.equal(exitCode, 2)
  })
})
