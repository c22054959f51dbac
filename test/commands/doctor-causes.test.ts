import {join} from 'node:path'
import {after, describe, type TestContext, test} from 'node:test'
import {dockerHub} from '../sandbox/registry/behaviours/docker-hub.ts'
import {aFailingPod} from './cluster-object.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'
import {type Screen, screenOf} from './screen.ts'
import {unrecordedCauses} from './unrecorded-cause.ts'

/** Namespaces that were recorded from a real cluster, one for each cause that was met there. */
const recorded = {
  'invalid-image-name': '25-invalid-uppercase',
  'short-name-resolution': 'crio-09y-hub-wrong-password',
  'secret-missing': '06-secret-other-namespace',
  'secret-wrong-type': '07-opaque-secret',
  'secret-malformed': '31g-auth-bad-base64',
  'secret-empty': '31e-auths-empty',
  'secret-auth-conflict': '31c-auth-disagrees-auth-wrong',
  'credential-whitespace': '30-password-newline',
  'no-credentials': '33-cronjob',
  'secret-key-mismatch': '09c-key-missing-port',
  'service-account-attached-late': '28b-sa-attached-later',
  'bad-credentials': '33f-deployment-many-replicas',
  'token-expired': '23-ecr-token-expired',
  'no-pull-permission': '23c-ecr-policy-denied',
  'repository-not-found': '12d-repo-missing-hub',
  'repository-not-found-or-no-access': '11-no-pull-right',
  'tag-not-found': '29-init-container',
  'digest-not-found': '14-digest-missing',
  'platform-mismatch': '27-platform-mismatch-index',
  'rate-limited': '22b-rate-limit-on-get',
  'server-error': '24-503',
  'not-a-registry': '24c-redirect-login',
  'dns-failure': '15-dns-nxdomain',
  'connection-refused': '16-connection-refused',
  'no-route': '16b-no-route',
  timeout: '17-io-timeout',
  'tls-unknown-ca': '18-x509-unknown-ca',
  'tls-expired': '19-x509-expired',
  'tls-wrong-host': 'crio-20-x509-wrong-host',
  'http-on-https': '21-http-registry',
  'mirror-misconfigured': '41b-mirror-denies',
  'never-pull': '26-never-pull',
  'layer-corrupt': '35-corrupt-blob',
  healthy: '02c-password-fixed-later',
} as const

const captured = join(import.meta.dirname, '..')
const unchanging = {names: new Map<string, number>(), folder: captured}
const sandbox = await startSandbox({scripted: {OPENS: dockerHub}})
after(() => sandbox.close())

describe('doctor on each known cause', {concurrency: 2}, () => {
  for (const [cause, capture] of Object.entries(recorded)) {
    test(`${cause}, as it was recorded`, async (context) => {
      const command = `doctor --no-probe -f fixtures/captures/${capture}.json`
      hold(context, cause, await screenOf(command, {cwd: captured}, unchanging))
    })
  }
  for (const [cause, items] of Object.entries(unrecordedCauses)) {
    test(`${cause}, in the words of runtimes`, async (context) => {
      const stdin = JSON.stringify({apiVersion: 'v1', kind: 'List', items})
      hold(context, cause, await screenOf('doctor --no-probe -f -', {stdin}, unchanging))
    })
  }

  test('stale-credential-on-public-image, which only the registry can tell', async (context) => {
    const host = sandbox.hostOf('OPENS')
    const items = [
      aFailingPod('web-0', `${host}/open/app:1.0`, refusedBy(host), {pullSecrets: ['regcred']}),
      aPullSecret('regcred', {[host]: aLogin('alice', 'p-0f2c')}),
    ]
    const stdin = JSON.stringify({apiVersion: 'v1', kind: 'List', items})
    hold(context, 'stale-credential-on-public-image', await sandbox.screen('doctor -f -', {stdin}))
  })
})

/** Compares with `screens/CAUSE.txt`; `--test-update-snapshots` writes it anew. */
function hold({assert}: TestContext, cause: string, screen: Screen): void {
  assert.fileSnapshot(screen, join(import.meta.dirname, 'screens', `${cause}.txt`), {serializers: [String]})
}

function refusedBy(host: string): string {
  const request = `https://${host}/token?scope=repository%3Aopen%2Fapp%3Apull&service=registry.docker.io`
  return `failed to pull and unpack image "${host}/open/app:1.0": failed to resolve image: failed to authorize: failed to fetch oauth token: unexpected status from GET request to ${request}: 401 Unauthorized`
}
