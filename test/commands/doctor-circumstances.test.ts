import {after, test} from 'node:test'
import type {JsonObject} from '../sandbox/kube/json.ts'
import {aFailingPod} from './cluster-object.ts'
import {aLogin, aNamespace, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const image = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/app:1'
const node: JsonObject = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {name: 'node-1'},
  spec: {providerID: 'aws:///eu-central-1a/i-0a1'},
}
const nobody = `failed to pull and unpack image "${image}": failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`
const refused =
  'failed to pull and unpack image "quay.io/acme/api:1": failed to resolve image: unexpected status from HEAD request to https://quay.io/v2/acme/api/manifests/1: 401 Unauthorized'

const sandbox = await startSandbox({
  objects: () => [
    aNamespace('owned'),
    node,
    aFailingPod('web-0', image, nobody),
    aPullSecret(
      'reg',
      {'quay.io': aLogin('acme+ci', 'x')},
      {
        namespace: 'owned',
        owner: {apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', name: 'quay'},
      },
    ),
    aFailingPod('api-0', 'quay.io/acme/api:1', refused, {namespace: 'owned', pullSecrets: ['reg']}),
  ],
})
after(() => sandbox.close())

test('doctor says that a node of the same cloud needs no Secret, and what right it may lack', () =>
  sandbox.shows(`$ kubectl imagecreds doctor --no-probe
namespace "shop"  1 Pod, 1 image, 0 probes

✗ ICR1201 NoCredentials                                          pod/web-0 (app)
  123456789012.dkr.ecr.eu-central-1.amazonaws.com asks for a login, and the Pod
  names no pull secret
    pod/web-0  spec.imagePullSecrets = (none)
    node/node-1  spec.providerID = aws:///eu-central-1a/i-0a1
    ImagePullBackOff: … authorization failed: no basic auth credentials
  → Let the node log in to Amazon ECR by itself, where no Secret is needed: its
    IAM role needs the policy AmazonEC2ContainerRegistryPullOnly, and a
    repository of another account its permission.
  → Store a login for it.
    kubectl imagecreds create regcred -n shop --server 123456789012.dkr.ecr.eu-central-1.amazonaws.com --username USER
  → Name it in ServiceAccount "default", which gives it to every new Pod that
    names none itself.
    kubectl imagecreds attach regcred -n shop --service-account default
  → Create the Pod again.
    kubectl imagecreds explain ICR1201

? not checked
  the registries: --no-probe was given

1 error, 1 thing not checked
exit 1
`))

test('doctor says who writes the Secret again, and mends it there', () =>
  sandbox.shows(`$ kubectl imagecreds doctor --no-probe -n owned
namespace "owned"  1 Pod, 1 image, 0 probes

✗ ICR1301 BadCredentials (likely)                                pod/api-0 (app)
  quay.io rejects the login "acme+ci" of secret "reg" (entry "quay.io")
    secret/reg  auths["quay.io"].username = "acme+ci"
    secret/reg  metadata.ownerReferences = ExternalSecret/quay
    ImagePullBackOff: … unexpected status from HEAD request to
    https://quay.io/v2/acme/api/manifests/1: 401 Unauthorized
  or ICR1304 RepositoryNotFound: repository quay.io/acme/api does not exist
     → Look for the repository in quay.io with a login that sees all of it.
  → Change the login where ExternalSecret/quay takes it from: it writes secret
    "reg", and writes over what is changed there.
    kubectl get externalsecret/quay -n owned -o yaml
  → Ask the registry whether it may pull.
    kubectl imagecreds verify reg -n owned --image quay.io/acme/api:1
    kubectl imagecreds explain ICR1301

? not checked
  the registries: --no-probe was given

1 error, 1 thing not checked
exit 1
`))
