import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {chmodSync, readFileSync} from 'node:fs'
import {watch} from 'node:fs/promises'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {cliEnvironment, invocation} from '../cli/run-cli.ts'
import {type JsonObject, textAt} from '../sandbox/kube/json.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const canary = 'canary-of-plugins-0001'
const sandbox = await startSandbox({objects: () => [aPullSecret('regcred', {'quay.io': aLogin('a', 'b')})]})
after(() => sandbox.close())

const apiVersion = 'client.authentication.k8s.io/v1'

/** Says by a file that it has begun. */
const hanging = 'touch "$0.begun"; exec sleep 60'

/** What a login plugin may do, as a shell script; each has written the canary where it must not come out. */
const plugins = {
  fails: `echo 'log in with: sso login' >&2; echo ${canary}; exit 3`,
  'writes-rubbish': `echo 'Welcome! ${canary}'`,
  'writes-an-empty-credential': `echo '{"apiVersion":"${apiVersion}","kind":"ExecCredential","status":{}}'`,
  'is-refused': `echo '{"apiVersion":"${apiVersion}","kind":"ExecCredential","status":{"token":"${canary}"}}'`,
  'hangs-until-SIGINT': hanging,
  'hangs-until-SIGTERM': hanging,
  'is-not-there': undefined,
}

/** Written once: a script that is being written cannot be run. */
const configs = new Map(Object.entries(plugins).map(kubeconfigWith))

const create = 'create a --server r.io --username u --password-stdin --no-verify'

/** Every command that asks a cluster. */
const commands = [
  'doctor -A',
  'doctor --watch',
  'doctor --no-probe --from-node worker-1 --yes',
  'verify regcred',
  'decode regcred',
  'advise',
  create,
  'attach regcred --service-account default',
  'detach regcred --service-account default',
  'refresh regcred',
]

const hour = 3_600_000

describe('a client certificate that', {concurrency: 2}, () => {
  for (const [how, begins, ends, calls] of [
    ['has expired', -2, -1, commands],
    ['is not valid yet', 1, 2, ['doctor -A']],
  ] as const) {
    test(`${how} is told from other refusals, and how to get another`, async () => {
      const at = (hours: number) => new Date(Date.now() + hours * hour)
      const {cert, key} = await sandbox.api.clientCertificate('admin', {notBefore: at(begins), notAfter: at(ends)})
      const base64 = (text: string) => Buffer.from(text).toString('base64')
      const KUBECONFIG = withUser(`${how.replaceAll(' ', '-')}.yaml`, {
        'client-certificate-data': base64(cert),
        'client-key-data': base64(key),
      })
      for (const command of calls) {
        await sandbox.shows(
          `$ kubectl imagecreds ${command}
2> error: API server https://127.0.0.1:KUBES does not accept the login of user "admin" (401)
2> Get a new kubeconfig: its client certificate has expired, or belongs to another cluster.
2> See with: kubectl auth whoami
exit 2
`,
          {env: {KUBECONFIG}, stdin: 'p'},
        )
      }
    })
  }
})

describe('a login plugin of the kubeconfig that', {concurrency: 2}, () => {
  for (const [name, said] of [
    [
      'fails',
      `2> log in with: sso login
2> error: the plugin "DIR/fails" failed with exit code 3
2> See what it wrote above; it logs you in to the cluster.
`,
    ],
    ['writes-rubbish', '2> error: the plugin "DIR/writes-rubbish" wrote no ExecCredential on stdout\n'],
    [
      'writes-an-empty-credential',
      '2> error: the plugin "DIR/writes-an-empty-credential" handed out neither a token nor a certificate with its key\n',
    ],
    [
      'is-refused',
      `2> error: API server https://127.0.0.1:KUBES does not accept the login of user "admin" (401)
2> Log in again: the token has expired, or belongs to another cluster.
2> See with: kubectl auth whoami
`,
    ],
    [
      'is-not-there',
      '2> error: the plugin "DIR/is-not-there", which logs in to the cluster, is not installed\n2> Get it.\n',
    ],
  ] as const) {
    // They log in in one place: one fault is held for all of them.
    for (const command of name === 'fails' ? commands : ['doctor', create]) {
      test(`${name.replaceAll('-', ' ')} is named to who calls ${command.split(' ').slice(0, 2).join(' ')}`, async () => {
        const screen = await sandbox.screen(command, {env: {KUBECONFIG: withPlugin(name)}, stdin: 'p'})
        assert.equal(screen, `$ kubectl imagecreds ${command}\n${said}exit 2\n`)
      })
    }
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`hangs is waited for, and ended together with us by ${signal}, without a word`, {
      timeout: 30_000,
    }, async () => {
      const name = `hangs-until-${signal}`
      const [program, ...words] = invocation
      const env = {...cliEnvironment, KUBECONFIG: withPlugin(name)}
      const child = spawn(program, [...words, 'decode', 'regcred'], {env})
      const said: unknown[] = []
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)))
      // Its stderr is ours, and closed only when the plugin has ended as well.
      const closed = once(child, 'close')
      await fileAt(`${name}.begun`)
      child.kill(signal)
      const [code] = await closed
      assert.deepEqual([code, said], [signal === 'SIGINT' ? 130 : 143, []])
    })
  }
})

/** Waits until there is such a file. */
async function fileAt(name: string): Promise<void> {
  for await (const {filename} of watch(sandbox.folder)) if (filename === name) return
}

/** A kubeconfig whose user logs in by a plugin. */
function withPlugin(name: string): string {
  const config = configs.get(name)
  assert.ok(config !== undefined)
  return config
}

function kubeconfigWith([name, script]: readonly [string, string | undefined]): readonly [string, string] {
  const command = join(sandbox.folder, name)
  if (script !== undefined) chmodSync(sandbox.file(name, `#!/bin/sh\n${script}\n`), 0o755)
  const exec = {apiVersion, command, interactiveMode: 'Never', installHint: 'Get it.'}
  return [name, withUser(`${name}.yaml`, {exec})]
}

function withUser(name: string, user: JsonObject): string {
  const config = JSON.parse(readFileSync(sandbox.env.KUBECONFIG, 'utf8'))
  assert.equal(textAt(config, 'current-context'), 'sandbox')
  return sandbox.file(name, JSON.stringify({...config, users: [{name: 'admin', user}]}))
}
