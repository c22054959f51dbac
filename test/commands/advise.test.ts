import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import type {JsonObject} from '../sandbox/kube/json.ts'
import {json} from '../sandbox/registry/answer.ts'
import {aReader} from './cluster-object.ts'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({objects: () => aReader('blind', ['serviceaccounts'])})
after(() => sandbox.close())

const ecr = '123456789012.dkr.ecr.eu-central-1.amazonaws.com'

interface ClusterParts {
  readonly nodes: readonly JsonObject[]
  readonly registries?: readonly string[]
  readonly definitions?: readonly string[]
}

function aNode(name: string, providerID?: string, labels: JsonObject = {}, kubelet = 'v1.35.2'): JsonObject {
  return {
    metadata: {name, labels},
    spec: providerID === undefined ? {} : {providerID},
    status: {nodeInfo: {kubeletVersion: kubelet}},
  }
}

/** Has the API server answer as that of another cluster; it has no CustomResourceDefinitions itself. */
function given({nodes, registries = [], definitions = []}: ClusterParts): void {
  const secrets = registries.map((registry, at) => aPullSecret(`s${at}`, {[registry]: aLogin('u', 'p')}))
  const lists: Readonly<Record<string, readonly JsonObject[]>> = {
    '/api/v1/nodes': nodes,
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions': definitions.map((name) => ({metadata: {name}})),
    '/api/v1/secrets': secrets,
  }
  sandbox.api.inject(({url}) => {
    const path = new URL(url, 'https://x').pathname
    const isOther = url.includes('dockercfg')
    const items = lists[path]
    return items && json(200, {apiVersion: 'v1', kind: 'List', metadata: {}, items: isOther ? [] : [...items]})
  })
}

const clusters = {
  eks: {
    nodes: [aNode('ip-10-0-0-1', 'aws:///eu-central-1a/i-1', {'eks.amazonaws.com/nodegroup': 'a'})],
    registries: [ecr],
  },
  eksother: {
    nodes: [aNode('ip-10-0-0-1', 'aws:///eu-central-1a/i-1', {}, 'v1.33.1')],
    registries: [ecr, 'ghcr.io'],
    definitions: ['externalsecrets.external-secrets.io'],
  },
  own: {
    nodes: [aNode('rack-1')],
    registries: ['registry.example.com:5000'],
    definitions: ['clusterpolicies.kyverno.io'],
  },
  hybrid: {nodes: [aNode('aks-1', 'azure:///subscriptions/s'), aNode('rack-1')], registries: ['acme.azurecr.io']},
  kind: {nodes: [aNode('kind-control-plane', 'kind://docker/kind/kind-control-plane')]},
} satisfies Readonly<Record<string, ClusterParts>>

describe('advise recommends', () => {
  test('the identity of the node where EKS runs them and its registry is all that is needed', async () => {
    given(clusters.eks)
    await sandbox.shows(`$ kubectl imagecreds advise
managed cloud: Amazon EKS
    node/ip-10-0-0-1  spec.providerID = aws:///eu-central-1a/i-1

recommended: cloud identity of the node
  Amazon EKS logs in to the registry of the same cloud without a Secret, and the
  identity of the nodes needs only the right to pull
    kubectl get nodes -o custom-columns=NAME:.metadata.name,CLOUD:.spec.providerID
    kubectl imagecreds doctor -A

second best: ServiceAccount
  it works with what is there
    kubectl imagecreds create regcred --server 123456789012.dkr.ecr.eu-central-1.amazonaws.com --from-helper ecr-login --attach default
    kubectl imagecreds refresh regcred

not here
  file of the node: every Pod of a node pulls with it, and each node has to be
  kept up to date
  Pod template: each workload has to be changed; a ServiceAccount is changed
  once
  external store: External Secrets is not installed, as far as can be seen
  identity of the Pod: it is worth its setup only where one ServiceAccount may
  pull what others may not
  admission policy: it only names the Secret, which has to be in each namespace
  no login: it is for public images alone, and shares the rate limit of the
  address

All of them side by side: kubectl imagecreds explain ways
exit 0
`)
  })

  test('an external store where it is installed and other registries are in use', async () => {
    given(clusters.eksother)
    await sandbox.shows(`$ kubectl imagecreds advise
managed cloud: nodes on Amazon Web Services
    node/ip-10-0-0-1  spec.providerID = aws:///eu-central-1a/i-1
    customresourcedefinition/externalsecrets.external-secrets.io  metadata.name
    = externalsecrets.external-secrets.io

recommended: external store
  External Secrets is installed: the login stays in the store, and is written
  and renewed from there
    kubectl imagecreds generate external-secret regcred --store aws --server ghcr.io

second best: cloud identity of the node
  a node of this cloud logs in to the registry of the same cloud without a
  Secret, and the identity of the nodes needs only the right to pull
    kubectl imagecreds generate credential-provider --provider ecr
    kubectl imagecreds doctor -A

not here
  file of the node: every Pod of a node pulls with it, and each node has to be
  kept up to date
  ServiceAccount: the login stands in a Secret that somebody has to renew
  Pod template: each workload has to be changed; a ServiceAccount is changed
  once
  identity of the Pod: the oldest node is of 1.33, and images can be pulled so
  from 1.34 on
  admission policy: it takes Kubernetes 1.34 or Kyverno; the oldest node is of
  1.33
  no login: it is for public images alone, and shares the rate limit of the
  address

All of them side by side: kubectl imagecreds explain ways
exit 0
`)
  })

  test("a ServiceAccount on nodes of one's own, and the policy of Kyverno where that is there", async () => {
    given(clusters.own)
    await sandbox.shows(`$ kubectl imagecreds advise
own cluster: nodes of no cloud that is known
    node/rack-1  spec.providerID = (none)
    customresourcedefinition/clusterpolicies.kyverno.io  metadata.name =
    clusterpolicies.kyverno.io

recommended: ServiceAccount
  it works with what is there
    kubectl imagecreds create regcred --server registry.example.com:5000 --username USER --attach default
    kubectl imagecreds verify regcred

second best: admission policy
  it adds the pull secret to the Pods that need it, whoever makes them
    kubectl imagecreds generate admission-policy --secret regcred --match 'registry.example.com:5000/*' --kyverno

not here
  file of the node: every Pod of a node pulls with it, and each node has to be
  kept up to date
  Pod template: each workload has to be changed; a ServiceAccount is changed
  once
  external store: External Secrets is not installed, as far as can be seen
  cloud identity of the node: the nodes are in no cloud that has a registry of
  its own
  identity of the Pod: it takes a cloud with identities
  no login: it is for public images alone, and shares the rate limit of the
  address

All of them side by side: kubectl imagecreds explain ways
exit 0
`)
  })

  test('a ServiceAccount where only some of the nodes are in a cloud', async () => {
    given(clusters.hybrid)
    await sandbox.shows(`$ kubectl imagecreds advise
hybrid: nodes on Azure and elsewhere
    node/aks-1  spec.providerID = azure:///subscriptions/s
    node/rack-1  spec.providerID = (none)

recommended: ServiceAccount
  it works with what is there
    kubectl imagecreds create regcred --server acme.azurecr.io --from-helper acr-env --attach default
    kubectl imagecreds refresh regcred

second best: external store
  the login stays in a store and renews itself, once External Secrets is
  installed
    kubectl imagecreds generate external-secret regcred --generator acr --server acme.azurecr.io

not here
  file of the node: every Pod of a node pulls with it, and each node has to be
  kept up to date
  Pod template: each workload has to be changed; a ServiceAccount is changed
  once
  cloud identity of the node: only the nodes in the cloud have it
  identity of the Pod: it is worth its setup only where one ServiceAccount may
  pull what others may not
  admission policy: it only names the Secret, which has to be in each namespace
  no login: it is for public images alone, and shares the rate limit of the
  address

All of them side by side: kubectl imagecreds explain ways
exit 0
`)
  })

  test('the simplest for a cluster of one machine', async () => {
    given(clusters.kind)
    await sandbox.shows(`$ kubectl imagecreds advise
development: kind
    node/kind-control-plane  spec.providerID =
    kind://docker/kind/kind-control-plane

recommended: ServiceAccount
  one login for one namespace is enough on a machine of your own
    kubectl imagecreds create regcred --server REGISTRY --username USER --attach default
    kubectl imagecreds verify regcred

second best: Pod template
  a single workload names the Secret, and no other is touched
    kubectl imagecreds attach regcred deploy/NAME

not here
  file of the node: it is lost with the node
  external store: it is more to run than the login is worth
  cloud identity of the node: the nodes are in no cloud that has a registry of
  its own
  identity of the Pod: it takes a cloud with identities
  admission policy: it only names the Secret, which has to be in each namespace
  no login: it is for public images alone, and shares the rate limit of the
  address

All of them side by side: kubectl imagecreds explain ways
exit 0
`)
  })

  test('what everybody can do where nothing may be read, and says what that was', async () => {
    sandbox.api.inject(() => undefined)
    await sandbox.shows(`$ kubectl imagecreds advise --as blind
environment not known: no node could be read

recommended: ServiceAccount
  it works with what is there
    kubectl imagecreds create regcred --server REGISTRY --username USER --attach default
    kubectl imagecreds verify regcred

second best: external store
  the login stays in a store and renews itself, once External Secrets is
  installed
    kubectl imagecreds generate external-secret regcred --store vault --server REGISTRY

not here
  file of the node: every Pod of a node pulls with it, and each node has to be
  kept up to date
  Pod template: each workload has to be changed; a ServiceAccount is changed
  once
  cloud identity of the node: the cloud of the nodes is not known
  identity of the Pod: the cloud of the nodes is not known
  admission policy: it only names the Secret, which has to be in each namespace
  no login: it is for public images alone, and shares the rate limit of the
  address

? not checked
  - nodes, so the cloud is not known: this user may not read them
    kubectl auth can-i list nodes
  - what is installed, such as External Secrets: this user may not read them
    kubectl auth can-i list customresourcedefinitions.apiextensions.k8s.io
  - pull secrets, so the registries in use are not known: this user may not read
    them
    kubectl auth can-i list secrets -A

All of them side by side: kubectl imagecreds explain ways
exit 0
`)
  })
})

test('advise has nothing to say of a namespace that does not exist', () =>
  sandbox.shows(`$ kubectl imagecreds advise -n shpo
2> error: namespace "shpo" does not exist
2> List what exists: kubectl get namespaces
exit 2
`))

test('advise prints the same as JSON', async () => {
  given(clusters.eks)
  const screen = await sandbox.screen('advise -o json')
  const {environment, recommended, second, others} = JSON.parse(screen.split('\n').slice(1, -2).join('\n'))
  assert.deepEqual(environment, {kind: 'managed', title: 'Amazon EKS'})
  assert.deepEqual([recommended.way, second.way, others.length], ['node-identity', 'service-account', 6])
})
