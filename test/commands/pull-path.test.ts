import {after, describe, test} from 'node:test'
import {aFailingPod} from './cluster-object.ts'
import {holdScreen} from './hold-screen.ts'
import {aPod} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({
  objects: () => [
    aFailingPod('web-0', 'ghcr.io/acme/web:1.0', 'no basic auth credentials', {pullSecrets: ['lost']}),
    aPod('fine-0', {image: 'quay.io/acme/fine:1.0'}),
  ],
})
after(() => sandbox.close())

const holds = (screen: string) => () => holdScreen(sandbox, screen)

describe('the path of a pull', {concurrency: 2}, () => {
  test(
    'is a flowchart in Mermaid',
    holds(`
$ kubectl imagecreds doctor --no-probe -o mermaid
flowchart TD
  subgraph path0 ["path of shop/pod/web-0 (app)"]
    path0_0["✓ Pod: web-0, container #34;app#34;"]:::good
    path0_1["✓ image: ghcr.io/acme/web:1.0"]:::good
    path0_2["✓ ServiceAccount: default"]:::good
    path0_3["✗ pull Secret: lost, does not exist"]:::broken
    path0_4["? login: none, the kubelet pulls without one"]:::notChecked
    path0_5["? registry: ghcr.io, not reached"]:::notChecked
    path0_6["? repository: acme/web, not reached"]:::notChecked
    path0_7["? tag: 1.0, not reached"]:::notChecked
    path0_8["? platform: that of the node, not reached"]:::notChecked
    path0_9["? node: node-1, waits for the image"]:::notChecked
    path0_0 --> path0_1
    path0_1 --> path0_2
    path0_2 --x path0_3
    path0_3 --> path0_4
    path0_4 --> path0_5
    path0_5 --> path0_6
    path0_6 --> path0_7
    path0_7 --> path0_8
    path0_8 --> path0_9
  end
  classDef good fill:#e6f4ea,stroke:#137333,color:#0b3d1d
  classDef broken fill:#fce8e6,stroke:#c5221f,color:#5f1412,stroke-width:3px
  classDef passedOver fill:#f1f3f4,stroke:#80868b,color:#3c4043,stroke-dasharray:3 3
  classDef notChecked fill:#ffffff,stroke:#80868b,color:#3c4043,stroke-dasharray:3 3
exit 1
`),
  )
  test(
    'stands with the numbers of namespaces, registries and nodes in the wide report',
    holds(`
$ kubectl imagecreds doctor --no-probe -o wide
namespace "shop"  2 Pods, 2 images, 0 probes

NAMESPACE   REGISTRY   FAILING   HEALTHY   UNTRIED
shop        ghcr.io    1         0         0
shop        quay.io    0         1         0

NODE     FAILING   HEALTHY   UNTRIED
node-1   1         1         0

path of pod/web-0 (app)
  ┌ ✓ Pod             web-0  container "app"
  ├ ✓ image           ghcr.io/acme/web:1.0
  ├ ✓ ServiceAccount  default
  ╳ ✗ pull Secret     lost  does not exist
  ├ ? login           none  the kubelet pulls without one
  ├ ? registry        ghcr.io  not reached
  ├ ? repository      acme/web  not reached
  ├ ? tag             1.0  not reached
  ├ ? platform        that of the node  not reached
  └ ? node            node-1  waits for the image

✗ ICR1101 SecretMissing                                          pod/web-0 (app)
  secret "lost" does not exist in namespace "shop"
    pod/web-0  spec.imagePullSecrets = lost
    ImagePullBackOff: Back-off pulling image "ghcr.io/acme/web:1.0":
    ErrImagePull: no basic auth credentials
  → Create it in namespace "shop": the kubelet reads only the Pod's own
    namespace.
    kubectl imagecreds create lost -n shop --server ghcr.io --username USER
  → Wait for the next try: the kubelet reads the Secret again each time, within
    five minutes.
    kubectl imagecreds explain ICR1101

? not checked
  the registries: --no-probe was given

1 error, 1 thing not checked
exit 1
`),
  )
})
