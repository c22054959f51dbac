import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {describe, test} from 'node:test'
import {parse} from 'yaml'
import {cli, executable, skipInArchive} from '../cli/run-cli.ts'

const refused =
  'Failed to pull image "r.example.com/team/app:1": failed to pull and unpack image "r.example.com/team/app:1": failed to resolve image: failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized'

describe('explain --message', {concurrency: 2}, () => {
  test('names the causes that the words allow, the likeliest first', async () => {
    assert.deepEqual(await cli(['explain', '--message', refused]), {
      stdout: `ICR1301 BadCredentials (likely)
  the message says "401 Unauthorized" to a login, as it does where the login is
  wrong
  → Try the login against r.example.com from here: kubectl imagecreds verify
    SECRET.

ICR1302 TokenExpired (possible)
  "401 Unauthorized" to a login is said where the login has expired, too
  → Look how old the login is and how long its kind lives; a new one works if it
    had expired.

ICR1303 NoPullPermission (possible)
  "401 Unauthorized" to a login is said where the login is accepted and may not
  pull this repository, too
  → Ask r.example.com with the same login for another repository, which it is
    known to reach.

Words alone prove no cause; the Pod, its Secrets and its registry do:
  kubectl imagecreds doctor pod/POD
  kubectl imagecreds explain ICR1301
`,
      stderr: '',
      exitCode: 0,
    })
  })

  test('reads standard input, such as what kubectl describe prints', async () => {
    const stdin = `Events:
  Type     Reason     Age                From               Message
  ----     ------     ----               ----               -------
  Normal   Scheduled  61s                default-scheduler  Successfully assigned shop/web-0 to node-1
  Normal   Pulling    12s (x3 over 60s)  kubelet            Pulling image "r.example.com/team/app:1"
  Warning  Failed     12s (x3 over 60s)  kubelet            ${refused}
  Warning  Failed     12s (x3 over 60s)  kubelet            Error: ErrImagePull
  Normal   BackOff    1s (x4 over 59s)   kubelet            Back-off pulling image "r.example.com/team/app:1"
`
    assert.deepEqual(await cli('explain --message -', {stdin}), await cli(['explain', '--message', refused]))
  })

  test('writes the same as JSON and YAML', async () => {
    const {stdout, stderr, exitCode} = await cli(['explain', '-o', 'json', '--message', refused])
    assert.deepEqual(JSON.parse(stdout), {
      apiVersion: 'imagecreds/v1',
      kind: 'MessageExplanation',
      candidates: [
        {
          cause: 'bad-credentials',
          confidence: 'likely',
          because: 'the message says "401 Unauthorized" to a login, as it does where the login is wrong',
          code: 'ICR1301',
          separate: 'Try the login against r.example.com from here: kubectl imagecreds verify SECRET.',
        },
        {
          cause: 'token-expired',
          confidence: 'possible',
          because: '"401 Unauthorized" to a login is said where the login has expired, too',
          code: 'ICR1302',
          separate: 'Look how old the login is and how long its kind lives; a new one works if it had expired.',
        },
        {
          cause: 'no-pull-permission',
          confidence: 'possible',
          because:
            '"401 Unauthorized" to a login is said where the login is accepted and may not pull this repository, too',
          code: 'ICR1303',
          separate: 'Ask r.example.com with the same login for another repository, which it is known to reach.',
        },
      ],
    })
    assert.deepEqual({stderr, exitCode}, {stderr: '', exitCode: 0})
    const yaml = await cli(['explain', '-o', 'yaml', '--message', refused])
    assert.deepEqual(parse(yaml.stdout), JSON.parse(stdout))
  })

  test('says of a back-off that its error stands elsewhere', async () => {
    assert.deepEqual(await cli(['explain', '--message', 'Back-off pulling image "app:1"']), {
      stdout: `ICR1601 Unknown (possible)
  the message says that the pull fails, and not why
  → Find the error that came before: kubectl get events --field-selector
    reason=Failed.

Words alone prove no cause; the Pod, its Secrets and its registry do:
  kubectl imagecreds doctor pod/POD
  kubectl imagecreds explain ICR1601
`,
      stderr: '',
      exitCode: 0,
    })
  })

  test('says so where the text does not mention a failing pull, and exits 0 all the same', async () => {
    const message = 'Successfully pulled image "app:1" in 2.1s (2.1s including waiting)'
    assert.deepEqual(await cli(['explain', '--message', message]), {
      stdout: `the text does not mention a failing pull
Take the Pod's events, or what its container waits for:
  kubectl describe pod POD
`,
      stderr: '',
      exitCode: 0,
    })
    const {stdout, exitCode} = await cli(['explain', '-o', 'json', '--message', message])
    const kind = {apiVersion: 'imagecreds/v1', kind: 'MessageExplanation'}
    assert.deepEqual(JSON.parse(stdout), {...kind, candidates: []})
    assert.equal(exitCode, 0)
  })

  test('needs a message', async () => {
    const nextStep = "Take the Pod's events, or what its container waits for: kubectl describe pod POD"
    const stderr = `error: --message is empty\n${nextStep}\n`
    assert.deepEqual(await cli(['explain', '--message', ' ']), {stdout: '', stderr, exitCode: 2})
    const fromStdin = await cli('explain --message -', {stdin: '\ufeff\n'})
    assert.deepEqual(fromStdin, {
      stdout: '',
      stderr: `error: standard input holds no message\n${nextStep}\n`,
      exitCode: 2,
    })
  })

  test('explains a message or a cause, not both', async () => {
    assert.deepEqual(await cli(['explain', 'ICR1101', '--message', refused]), {
      stdout: '',
      stderr: `error: CAUSE cannot be used together with --message
See 'kubectl imagecreds explain --help' for usage.
`,
      exitCode: 2,
    })
  })

  test('says what of a long text it has read', async () => {
    const stdin = `${refused}\n${'a line of a log\n'.repeat(5000)}`
    const {stdout, stderr, exitCode} = await cli('explain --message - -o json', {stdin})
    assert.equal(JSON.parse(stdout).candidates[0].cause, 'bad-credentials')
    assert.deepEqual({stderr, exitCode}, {stderr: 'warning: only the first 65536 characters are read\n', exitCode: 0})
  })

  test('repeats no login, and shows what a terminal would act on', async () => {
    const message = `Failed to pull image "r.example.com/app:1": unauthorized: \u001b[2J\u202elogin ci of https://ci:hunter2@r.example.com/?sig=hunter2 is refused`
    for (const format of ['text', 'json', 'yaml']) {
      const {stdout, exitCode} = await cli(['explain', '-o', format, '--message', message])
      assert.equal(exitCode, 0)
      assert.match(stdout, /login ci of https:\/\/r\.example\.com/)
      assert.doesNotMatch(stdout, /hunter2|\u001b|\u202e/)
    }
  })

  test('neither a page nor a message loads what clusters, registries and YAML need', {skip: skipInArchive}, () => {
    for (const chunk of ['explain', 'explain-message']) {
      const loaded = [...loadedWith(chunk)]
      for (const heavy of ['client-node', 'kube-client', 'cluster', 'registry', 'undici', 'yaml']) {
        assert.ok(!loaded.includes(heavy), `${chunk} loads ${heavy}`)
      }
      assert.ok(loaded.includes('diagnosis'), 'this test looks at the wrong names')
    }
  })
})

/** A chunk of the bundle and those that it loads before it does anything. */
function loadedWith(chunk: string, loaded = new Set<string>()): ReadonlySet<string> {
  if (loaded.has(chunk)) return loaded
  loaded.add(chunk)
  const text = readFileSync(join(dirname(executable), '../dist', `${chunk}.cjs`), 'utf8')
  for (const [, name = ''] of text.matchAll(/^(?:const \S+ = )?require\("\.\/(.+)\.cjs"\)/gm)) loadedWith(name, loaded)
  return loaded
}
