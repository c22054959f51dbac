import {spawn} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {startLab} from './lab/lab.ts'

/**
 * `npm run demo`: the product on a cluster of recorded failures, with live registries behind most of them. It needs no
 * cluster, no network and no root, and ends by itself.
 */
const captures = [
  '01-correct-secret',
  '02-wrong-password-basic',
  '05-secret-missing',
  '07-opaque-secret',
  '09c-key-missing-port',
  '11-no-pull-right',
  '13-tag-missing',
  '15-dns-nxdomain',
  '18-x509-unknown-ca',
  '25-invalid-uppercase',
  '28b-sa-attached-later',
  '30-password-newline',
  '31g-auth-bad-base64',
  '33f-deployment-many-replicas',
]

const lab = await startLab(captures)
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-demo-'))
try {
  const kubeconfig = lab.cluster.writeKubeconfig(folder, 'admin')
  const authorities = join(folder, 'registries.pem')
  writeFileSync(authorities, lab.registryCa)
  const registry = ['--certificate-authority', authorities]
  await show(['doctor', '-A'], registry, kubeconfig)
  await show(['doctor', 'deploy/web', '-n', 'lab-33f-deployment-many-replicas'], registry, kubeconfig)
  await show(['verify', 'regcred', '-n', 'lab-01-correct-secret'], registry, kubeconfig)
  await show(['verify', 'regcred', '-n', 'lab-11-no-pull-right'], registry, kubeconfig)
  await show(['decode', 'regcred', '-n', 'lab-09c-key-missing-port'], [], kubeconfig)
  await show(['decode', 'regcred', '-n', 'lab-30-password-newline'], [], kubeconfig)
} finally {
  await lab.close()
  rmSync(folder, {recursive: true})
}

/** One call as a user would type it, with the screen that it gives; the flags of the sandbox are left out. */
async function show(words: readonly string[], hidden: readonly string[], kubeconfig: string): Promise<void> {
  process.stdout.write(`\n$ kubectl imagecreds ${words.join(' ')}\n`)
  const program = join(import.meta.dirname, '../../bin/run.js')
  const child = spawn(process.execPath, [program, ...words, ...hidden], {
    env: {...process.env, KUBECONFIG: kubeconfig, HOME: folder},
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const exitCode = await new Promise((resolve) => child.on('close', resolve))
  process.stdout.write(`(exit code ${exitCode})\n`)
}
