import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {credentialProviders} from '../../src/manifests/credential-provider.ts'
import {imagePullClouds, type WorkloadCloud, workloadIdentity} from '../../src/manifests/workload-identity.ts'
import {objectsOf} from './kind-schema.ts'

const account = {serviceAccount: 'web', namespace: 'shop'}

/** By cloud: an identity, and the annotation that names it. */
const annotations: Readonly<Record<WorkloadCloud, readonly [identity: string, annotation: object | undefined]>> = {
  irsa: ['arn:aws:iam::1:role/a', {'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/a'}],
  'eks-pod-identity': ['arn:aws:iam::1:role/a', undefined],
  gke: ['a@b.iam.gserviceaccount.com', {'iam.gke.io/gcp-service-account': 'a@b.iam.gserviceaccount.com'}],
  azure: ['1e3', {'azure.workload.identity/client-id': '1e3'}],
}

describe('a ServiceAccount stands for an identity', () => {
  for (const cloud of ['irsa', 'eks-pod-identity', 'gke', 'azure'] as const) {
    test(cloud, () => {
      const [identity, expected] = annotations[cloud]
      const text = workloadIdentity({...account, cloud, identity, pullsImages: false})
      const [made, ...others] = objectsOf(text)
      assert.deepEqual(made.metadata, {name: 'web', namespace: 'shop', ...(expected && {annotations: expected})})
      assert.deepEqual(others, [])
      assert.match(text, /Images are pulled by the kubelet, as the node\n/)
      assert.ok(text.includes(identity))
      assert.doesNotMatch(text, /Fill in/)
    })

    test(`which is to be filled in where it is not given: ${cloud}`, () => {
      const text = workloadIdentity({...account, cloud, identity: undefined, pullsImages: false})
      assert.match(text, cloud === 'eks-pod-identity' ? /--role-arn ROLE / : /# Fill in: the identity\./)
    })
  }
})

test('to pull as it, the kubelets may ask for its token with the audience of the credential provider, and for no other', () => {
  for (const [cloud, id] of [
    ['irsa', 'ecr'],
    ['azure', 'acr'],
  ] as const) {
    const text = workloadIdentity({...account, cloud, identity: 'x', pullsImages: true})
    const [made, role, binding] = objectsOf(text)
    const token = credentialProviders[id].token
    for (const key of token?.annotations ?? ['none']) assert.ok(key in made.metadata.annotations, key)
    assert.deepEqual(role.rules, [
      {
        apiGroups: [''],
        resources: [token?.audience],
        resourceNames: ['web'],
        verbs: ['request-serviceaccounts-token-audience'],
      },
    ])
    assert.deepEqual([role.metadata.namespace, binding.metadata.namespace], ['shop', 'shop'])
    assert.equal(binding.roleRef.name, role.metadata.name)
    assert.deepEqual(binding.subjects, [{apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:nodes'}])
    assert.ok(imagePullClouds.includes(cloud))
  }
})
