import {spawn} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {startLab} from './lab/lab.ts'

/**
 * `npm run demo`: the product on a cluster of recorded failures, with live registries behind most of them. It needs no
 * cluster, no network and no root, and ends by itself.
 */
const failures = {
  shop: '33f-deployment-many-replicas',
  billing: '05-secret-missing',
  search: '07-opaque-secret',
  payments: '09c-key-missing-port',
  mail: '11-no-pull-right',
  media: '13-tag-missing',
  metrics: '15-dns-nxdomain',
  edge: '18-x509-unknown-ca',
  docs: '25-invalid-uppercase',
  jobs: '28b-sa-attached-later',
  login: '30-password-newline',
  reports: '31g-auth-bad-base64',
  web: '01-correct-secret',
}

const lab = await startLab(failures)
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-demo-'))
try {
  const kubeconfig = lab.cluster.writeKubeconfig(folder, 'admin')
  const authorities = join(folder, 'registries.pem')
  writeFileSync(authorities, lab.registryCa)
  const registry = ['--certificate-authority', authorities]
  await show(['doctor', '-A'], registry, kubeconfig)
  await show(['doctor', 'deploy/web', '-n', 'shop'], registry, kubeconfig)
  await show(['verify', 'regcred', '-n', 'web'], registry, kubeconfig)
  await show(['verify', 'regcred', '-n', 'mail'], registry, kubeconfig)
  await show(['decode', 'regcred', '-n', 'payments'], [], kubeconfig)
  await show(['decode', 'regcred', '-n', 'login'], [], kubeconfig)
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
