import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {ownerOf} from '../../src/cluster/secret-owner.ts'
import {lookAtOwner, ownerField} from '../../src/credentials/secret-owner.ts'

const helm = {'app.kubernetes.io/managed-by': 'Helm'}
const owned = (controller: boolean, kind: string, name: string) => ({kind, name, ...(controller && {controller})})

/** Metadata of a Secret, who writes it, and the command to look at that. */
const cases: Readonly<Record<string, readonly [object, string | undefined, string | undefined]>> = {
  'nobody, where nothing says so': [{labels: {app: 'web'}, annotations: {a: 'b'}}, undefined, undefined],
  'the controller among the owners': [
    {ownerReferences: [owned(false, 'A', 'a'), owned(true, 'ExternalSecret', 'reg')]},
    'ExternalSecret/reg',
    'kubectl get externalsecret/reg -n shop -o yaml',
  ],
  'the first owner, where none is the controller': [
    {ownerReferences: [owned(false, 'SealedSecret', 'reg')]},
    'SealedSecret/reg',
    'kubectl get sealedsecret/reg -n shop -o yaml',
  ],
  'External Secrets, by a label without an owner': [
    {labels: {'reconcile.external-secrets.io/managed': 'true'}},
    'External Secrets',
    'kubectl get externalsecrets -n shop',
  ],
  'External Secrets, by its hash': [
    {annotations: {'reconcile.external-secrets.io/data-hash': '1f'}},
    'External Secrets',
    'kubectl get externalsecrets -n shop',
  ],
  'Sealed Secrets, by its annotation': [
    {annotations: {'sealedsecrets.bitnami.com/managed': 'true'}},
    'Sealed Secrets',
    'kubectl get sealedsecrets -n shop',
  ],
  'a release of Helm': [
    {labels: helm, annotations: {'meta.helm.sh/release-name': 'web'}},
    'Helm release "web"',
    'helm get values web -n shop',
  ],
  'Helm, where the release is not told': [{labels: helm}, 'Helm', undefined],
  'no Helm, where only the name of a release is left': [
    {annotations: {'meta.helm.sh/release-name': 'web'}},
    undefined,
    undefined,
  ],
  'an application of Argo CD, by its label': [
    {labels: {'argocd.argoproj.io/instance': 'web'}},
    'Argo CD application "web"',
    'kubectl get applications.argoproj.io -A',
  ],
  'an application of Argo CD, by its annotation': [
    {annotations: {'argocd.argoproj.io/tracking-id': 'web:/Secret:shop/reg'}},
    'Argo CD application "web"',
    'kubectl get applications.argoproj.io -A',
  ],
  'a Kustomization of Flux': [
    {labels: {'kustomize.toolkit.fluxcd.io/name': 'apps'}},
    'Flux Kustomization "apps"',
    'kubectl get kustomizations.kustomize.toolkit.fluxcd.io -A',
  ],
  'nobody, where labels are no object': [{labels: 'x', annotations: null, ownerReferences: {}}, undefined, undefined],
}

describe('a Secret is written again by', () => {
  for (const [sentence, [metadata, owner, command]] of Object.entries(cases)) {
    test(sentence, () => {
      assert.equal(ownerOf({metadata: {name: 'reg', ...metadata}}), owner)
      assert.equal(owner && lookAtOwner(owner, 'shop')?.join(' '), command)
    })
  }
})

test('a field of the Secret shows it', () => {
  assert.deepEqual(ownerField('ExternalSecret/reg'), {path: 'metadata.ownerReferences', value: 'ExternalSecret/reg'})
  assert.deepEqual(ownerField('Helm release "web"'), {
    path: 'metadata.annotations["meta.helm.sh/release-name"]',
    value: 'web',
  })
})
