import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import type {Node} from '../../src/cluster/snapshot.ts'
import type {PullSecret} from '../../src/credentials/pull-secret.ts'
import {withCircumstances} from '../../src/doctor/circumstance.ts'
import {secretField} from '../../src/doctor/evidence.ts'
import type {Finding} from '../../src/doctor/finding.ts'
import {anEntry, aPull, aSecretThatIs} from './builders.ts'

const ecrImage = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/app:1'
const finding: Finding = {
  message: 'it is refused',
  certainty: 'likely',
  evidence: [secretField('regcred', 'data', 'x')],
  remedies: [{step: 'Mend it.'}],
}

function aNode(providerID: string): Node {
  return {name: 'node-1', providerID, pressures: []}
}

/** What stands beside the finding: paths of fields, and the first words of steps. */
function beside({evidence, remedies}: Finding): readonly string[] {
  const fields = evidence.flatMap((one) => (one.kind === 'field' ? [`${one.object} ${one.path}=${one.value}`] : []))
  return [...fields.slice(1), ...remedies.map(({step}) => step.split(' ').slice(0, 5).join(' '))]
}

describe('the node may log in by itself', () => {
  const cases = {
    'on a node of the same cloud': [ecrImage, 'aws:///eu-central-1a/i-1', true],
    'not on a node of another cloud': [ecrImage, 'azure:///subscriptions/x', false],
    'not on a node of nobody': [ecrImage, 'kind://docker/kind/node', false],
    'on GKE with Artifact Registry': ['europe-docker.pkg.dev/p/r/app:1', 'gce://p/europe-west1-b/n', true],
    'on AKS with Azure Container Registry': ['acme.azurecr.io/app:1', 'azure:///subscriptions/x', true],
    'not with a registry of another cloud': ['acme.azurecr.io/app:1', 'aws:///eu-central-1a/i-1', false],
    'not with a registry of no cloud': ['quay.io/acme/app:1', 'aws:///eu-central-1a/i-1', false],
  } as const
  for (const [sentence, [image, providerID, isSaid]] of Object.entries(cases)) {
    test(sentence, () => {
      const found = beside(withCircumstances(finding, 'no-credentials', aPull({image, node: aNode(providerID)})))
      const said = [`node/node-1 spec.providerID=${providerID}`, 'Let the node log in', 'Mend it.']
      assert.deepEqual(found, isSaid ? said : ['Mend it.'])
    })
  }

  test('last, where the Pod brings a login of its own', () => {
    const pull = aPull({image: ecrImage, node: aNode('aws:///eu-central-1a/i-1')})
    assert.equal(beside(withCircumstances(finding, 'bad-credentials', pull)).at(-1), 'Let the node log in')
  })

  test('not where the fault has nothing to do with a login', () => {
    const pull = aPull({image: ecrImage, node: aNode('aws:///eu-central-1a/i-1')})
    assert.deepEqual(withCircumstances(finding, 'timeout', pull), finding)
  })
})

describe('the retired aad-pod-identity is told', () => {
  const pod = {identityBinding: 'acr-reader'}
  test('of a Pod that pulls from Azure with its label', () => {
    const found = withCircumstances(finding, 'no-credentials', aPull({image: 'acme.azurecr.io/app:1', pod}))
    assert.equal(beside(found)[0], 'pod/web-0 metadata.labels["aadpodidbinding"]=acr-reader')
  })

  test('of none that pulls from elsewhere', () =>
    assert.deepEqual(withCircumstances(finding, 'no-credentials', aPull({image: 'quay.io/a/b:1', pod})), finding))
})

describe('of a Secret that the finding rests on it is told', () => {
  const secret = (changes: Partial<PullSecret>) =>
    aSecretThatIs(
      'regcred',
      {kind: 'usable', dataKey: '.dockerconfigjson', entries: [anEntry('quay.io')], ignoredFields: []},
      changes,
    )

  test('who writes it again', () => {
    const pull = aPull({secrets: [secret({owner: 'ExternalSecret/reg'})]})
    const found = beside(withCircumstances(finding, 'timeout', pull))
    assert.deepEqual(found, ['secret/regcred metadata.ownerReferences=ExternalSecret/reg', 'Mend it.'])
  })

  test('that its helper can give a new login', () => {
    const fetched = new Map([['quay.io', {helper: 'vault', server: 'quay.io'}]])
    const {remedies} = withCircumstances(finding, 'token-expired', aPull({secrets: [secret({fetched})]}))
    assert.deepEqual(remedies[0]?.command, ['kubectl', 'imagecreds', 'refresh', 'regcred', '-n', 'shop'])
  })

  test('nothing, where it says nothing', () =>
    assert.deepEqual(withCircumstances(finding, 'token-expired', aPull({secrets: [secret({})]})), finding))
})
