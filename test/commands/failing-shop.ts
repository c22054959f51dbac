import {readCapture} from '../sandbox/kube/captures.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {aDeployment, aFailingPod, aReader} from './cluster-object.ts'
import {aLogin, aPod, aPullSecret} from './object.ts'
import {type Sandbox, startSandbox} from './sandbox.ts'

const away = '127.0.0.1:9/team/app:1.0'

/**
 * A cluster whose namespaces fail in known ways: `shop` in two beside a healthy Pod; `billing`, `far`, `torn`, `mute` and
 * that of a recorded CronJob in one each. `quiet` is healthy. The users `eventless` and `podless` lack what they are
 * called by, and `homeless` the namespaces.
 */
export function startFailingShop(): Promise<Sandbox> {
  return startSandbox({
    registries: ['TOKEN'],
    objects: (hostOf) => {
      const host = hostOf('TOKEN')
      const image = `${host}/team/app:1.0`
      return [
        aDeployment('web', image),
        ...Array.from({length: 40}, (_, index) =>
          aFailingPod(`web-6d4f9c7b5-${index}`, image, refused(host, 'oauth'), {
            deployment: 'web',
            pullSecrets: ['stale'],
          }),
        ),
        aPullSecret('stale', {[host]: aLogin('alice', 'p-0f2c')}),
        aFailingPod('old-0', `${host}/team/app:0.9`, notFound(`${host}/team/app:0.9`), {pullSecrets: ['good']}),
        aPullSecret('good', {[host]: aLogin('alice', alice.password)}),
        aPod('fine-0', {image: `${host}/open/app:1.0`, labels: {app: 'fine'}}),
        aFailingPod('api-0', image, refused(host, 'anonymous'), {namespace: 'billing', pullSecrets: ['lost']}),
        aPod('calm-0', {image, namespace: 'quiet'}),
        aFailingPod('far-0', away, unauthorized(away), {namespace: 'far', pullSecrets: ['regcred']}),
        aPullSecret('regcred', {'127.0.0.1:9': aLogin('bot', 'p-7d1e')}, {namespace: 'far'}),
        aPod('torn-0', {
          image,
          namespace: 'torn',
          pullSecrets: ['regcred'],
          waiting: {reason: 'illegal base64 data at input byte 3', message: 'illegal base64 data at input byte 3'},
        }),
        aPullSecret('regcred', {[host]: {auth: 'bot:p-31aa'}}, {namespace: 'torn'}),
        aPod('mute-0', {
          image,
          namespace: 'mute',
          waiting: {reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"`},
        }),
        ...aReader('eventless', ['pods', 'secrets', 'serviceaccounts', 'namespaces', 'nodes']),
        ...aReader('homeless', ['pods', 'events', 'secrets', 'serviceaccounts']),
        ...aReader('podless', ['secrets', 'events']),
        ...readCapture('33-cronjob'),
      ]
    },
  })
}

function refused(host: string, token: 'oauth' | 'anonymous'): string {
  const url = `https://${host}/token?scope=repository%3Ateam%2Fapp%3Apull`
  return `failed to pull and unpack image "${host}/team/app:1.0": failed to resolve image: failed to authorize: failed to fetch ${token} token: unexpected status from GET request to ${url}: 401 Unauthorized`
}

function notFound(image: string): string {
  return `failed to pull and unpack image "${image}": failed to resolve image: ${image}: not found`
}

function unauthorized(image: string): string {
  return `failed to pull and unpack image "${image}": failed to resolve image: unexpected status from HEAD request to https://127.0.0.1:9/v2/team/app/manifests/1.0: 401 Unauthorized`
}
