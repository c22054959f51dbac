import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {rightsOf} from '../../src/cli/generate-role.ts'
import {admissionPolicy} from '../../src/manifests/admission-policy.ts'
import {commandRights} from '../../src/manifests/command-rights.ts'
import {commandRole, type Subject} from '../../src/manifests/command-role.ts'
import {externalSecret} from '../../src/manifests/external-secret.ts'
import {kyvernoPolicy} from '../../src/manifests/kyverno-policy.ts'
import {nodeConfig} from '../../src/manifests/node-config.ts'
import {rotation} from '../../src/manifests/rotation.ts'
import {workloadIdentity} from '../../src/manifests/workload-identity.ts'
import {installedKubectls} from '../sandbox/kubectl.ts'
import {kubectlCluster} from '../sandbox-tests/kube/kubectl-cluster.ts'
import {type CustomKind, customKinds} from './custom-kinds.ts'
import {objectsOf} from './kind-schema.ts'

const [kubectl = {name: 'none', path: 'kubectl'}] = installedKubectls()
const missing = kubectl.name === 'none' && 'there is no kubectl on PATH nor in node_modules'

const admission = 'admissionregistration.k8s.io'
const generators = 'generators.external-secrets.io'
const kinds: readonly CustomKind[] = [
  ...['v1', 'v1beta1'].flatMap((version) => [
    custom(admission, version, 'MutatingAdmissionPolicy', 'mutatingadmissionpolicies', false),
    custom(admission, version, 'MutatingAdmissionPolicyBinding', 'mutatingadmissionpolicybindings', false),
  ]),
  custom('policies.kyverno.io', 'v1', 'MutatingPolicy', 'mutatingpolicies', false),
  custom('external-secrets.io', 'v1', 'ExternalSecret', 'externalsecrets', true),
  custom('external-secrets.io', 'v1', 'SecretStore', 'secretstores', true),
  custom('external-secrets.io', 'v1', 'ClusterSecretStore', 'clustersecretstores', false),
  custom(generators, 'v1alpha1', 'ECRAuthorizationToken', 'ecrauthorizationtokens', true),
  custom(generators, 'v1alpha1', 'GCRAccessToken', 'gcraccesstokens', true),
  custom(generators, 'v1alpha1', 'ACRAccessToken', 'acraccesstokens', true),
]

const rbac = 'rbac.authorization.k8s.io'
const policy = {name: 'add-null', secret: 'null', patterns: ['*'], regexes: ['^.*'] as const, namespaces: ['123']}
const account = {serviceAccount: 'reader', namespace: undefined}
const store = {...account, name: 'logins'}

const subjects: readonly Subject[] = [
  {kind: 'User', name: '0'},
  {kind: 'Group', name: 'system:masters: "yes"'},
  {kind: 'ServiceAccount', name: '1e3', namespace: '123'},
]

/** By sentence: what is printed, and the objects that it is. Names are such as YAML takes for numbers and nothing. */
const printed: Readonly<Record<string, readonly [text: string, objects: readonly string[]]>> = {
  'the admission policy': [
    admissionPolicy(policy, 'v1'),
    [`mutatingadmissionpolicy.${admission}/add-null`, `mutatingadmissionpolicybinding.${admission}/add-null`],
  ],
  'the admission policy of the beta': [
    admissionPolicy(policy, 'v1beta1'),
    [`mutatingadmissionpolicy.${admission}/add-null`, `mutatingadmissionpolicybinding.${admission}/add-null`],
  ],
  'the policy of Kyverno': [kyvernoPolicy(policy), ['mutatingpolicy.policies.kyverno.io/add-null']],
  ...Object.fromEntries(
    (['vault', 'aws', 'gcp', 'azure'] as const).flatMap((kind) =>
      [true, false].map((isClusterWide) => {
        const source = {kind: 'store', store: {...store, kind, isClusterWide}, remoteKey: '1'} as const
        const name = `${isClusterWide ? 'cluster' : ''}secretstore.external-secrets.io/logins`
        const text = externalSecret({name: '123', namespace: undefined, key: 'ghcr.io', source})
        return [`a secret out of ${kind}, ${name}`, [text, [name, 'externalsecret.external-secrets.io/123']]] as const
      }),
    ),
  ),
  ...Object.fromEntries(
    (['ecr', 'gcr', 'acr'] as const).map((kind) => {
      const generator = {...account, kind, name: '1e3', registry: 'x.azurecr.io'}
      const text = externalSecret({...generator, key: 'x.azurecr.io', source: {kind: 'generator', generator}})
      const name = {ecr: 'ecrauthorizationtoken', gcr: 'gcraccesstoken', acr: 'acraccesstoken'}[kind]
      return [
        `a secret out of tokens for ${kind}`,
        [text, [`${name}.${generators}/1e3`, 'externalsecret.external-secrets.io/1e3']],
      ] as const
    }),
  ),
  'the configuration of nodes': [
    nodeConfig({name: 'on', namespace: 'kube-system', secret: '0', image: 'busybox:1.37'}),
    ['daemonset.apps/on'],
  ],
  ...Object.fromEntries(
    commandRights.flatMap((rights) => {
      const wide = [`clusterrole.${rbac}/true`, `clusterrolebinding.${rbac}/true`]
      const narrow = [`role.${rbac}/true`, `rolebinding.${rbac}/true`]
      const role = (namespace: string | undefined) => commandRole({rights, name: 'true', namespace, subjects})
      return [
        [`the rights of ${rights.command} everywhere`, [role(undefined), wide]] as const,
        [
          `the rights of ${rights.command} in a namespace`,
          [role('default'), [...narrow, ...(rights.inCluster.length > 0 ? wide : [])]],
        ] as const,
      ]
    }),
  ),
  'the rights of decode for nobody': [
    commandRole({rights: rightsOf('decode'), name: 'on', namespace: 'default', subjects: []}),
    [`role.${rbac}/on`],
  ],
  'the rotation of all Secrets': [rotated([]), rotationObjects()],
  'the rotation of two Secrets': [rotated(['123', 'true']), rotationObjects()],
  ...Object.fromEntries(
    (['irsa', 'eks-pod-identity', 'gke', 'azure'] as const).map((cloud) => {
      const text = workloadIdentity({...account, cloud, identity: undefined, pullsImages: false})
      return [`the identity of Pods, ${cloud}`, [text, ['serviceaccount/reader']]] as const
    }),
  ),
  'the identity of Pods that pull': [
    workloadIdentity({...account, cloud: 'azure', identity: '0', pullsImages: true}),
    [
      'serviceaccount/reader',
      'role.rbac.authorization.k8s.io/pull-tokens-of-reader',
      'rolebinding.rbac.authorization.k8s.io/pull-tokens-of-reader',
    ],
  ],
}

test('kubectl takes each manifest', {skip: missing}, async (t) => {
  const {run, server} = await kubectlCluster(t, kubectl)
  server.inject(customKinds(kinds))
  const texts = Object.values(printed)
  // One call for all of them: kubectl takes longer to start than to read.
  const {stdout, stderr, exitCode} = await run(
    'apply --dry-run=client -o name -f -',
    texts.map(([text]) => text).join('---\n'),
  )
  assert.equal(stderr, '')
  assert.deepEqual(
    stdout.trimEnd().split('\n'),
    texts.flatMap(([, objects]) => objects),
  )
  assert.equal(exitCode, 0)
})

describe('each manifest is what the schemas of its kinds say', () => {
  for (const [sentence, [text, objects]] of Object.entries(printed)) {
    test(sentence, () => assert.equal(objectsOf(text).length, objects.length))
  }
})

describe('no manifest', () => {
  for (const [sentence, [text]] of Object.entries(printed)) {
    test(`is anything but ASCII, or ends in blanks: ${sentence}`, () => {
      assert.match(text, /^[\n -~]+\n$/)
      assert.doesNotMatch(text, / \n|\n\n|\t/)
      for (const line of text.split('\n')) if (line.startsWith('#')) assert.ok(line.length <= 120, line)
    })
  }
})

function custom(group: string, version: string, kind: string, resource: string, isNamespaced: boolean): CustomKind {
  return {group, version, kind, resource, isNamespaced}
}

function rotated(secrets: readonly string[]): string {
  const image = 'example.com/imagecreds:1'
  return rotation({name: 'yes', namespace: 'default', secrets, image, schedule: '@hourly', ifOlderThan: '6h'})
}

function rotationObjects(): readonly string[] {
  return ['serviceaccount/yes', `role.${rbac}/yes`, `rolebinding.${rbac}/yes`, 'cronjob.batch/yes']
}
