import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {clusterEnvironment} from '../../src/app/cluster-environment.ts'
import type {SurveyedNode} from '../../src/app/survey-cluster.ts'

function aNode(name: string, providerID?: string, ...labels: readonly string[]): SurveyedNode {
  return {name, ...(providerID !== undefined && {providerID}), labels}
}

const eks = aNode('ip-1', 'aws:///eu-central-1a/i-1', 'eks.amazonaws.com/nodegroup')
const aks = aNode('aks-1', 'azure:///subscriptions/s', 'kubernetes.azure.com/cluster')

const cases: Readonly<Record<string, readonly [readonly SurveyedNode[], string]>> = {
  'nodes that Amazon runs': [[eks], 'managed: Amazon EKS'],
  'nodes that Google runs': [[aNode('gke-1', 'gce://p/z/n', 'cloud.google.com/gke-nodepool')], 'managed: Google GKE'],
  'nodes that Azure runs': [[aks], 'managed: Azure AKS'],
  'a node known by its label alone': [[aNode('x', undefined, 'eks.amazonaws.com/nodegroup')], 'managed: Amazon EKS'],
  'nodes of a cloud that somebody else runs': [
    [aNode('ip-1', 'aws:///eu-central-1a/i-1')],
    'managed: nodes on Amazon Web Services',
  ],
  'nodes of two clouds': [[eks, aks], 'hybrid: nodes of several clouds'],
  'nodes of a cloud and others': [[aks, aNode('rack-1')], 'hybrid: nodes on Azure and elsewhere'],
  'nodes of nobody': [[aNode('rack-1'), aNode('rack-2')], 'own: nodes of no cloud that is known'],
  'nodes of another provider': [[aNode('m-1', 'vsphere://42')], 'own: nodes of no cloud that is known'],
  kind: [[aNode('x-control-plane', 'kind://docker/x/x-control-plane')], 'development: kind'],
  minikube: [[aNode('minikube'), aNode('minikube-m02')], 'development: minikube'],
  'minikube under another name': [[aNode('dev', undefined, 'minikube.k8s.io/name')], 'development: minikube'],
  k3d: [[aNode('k3d-dev-server-0', 'k3s://k3d-dev-server-0'), aNode('k3d-dev-agent-0')], 'development: k3d'],
  'k3s on a rack': [[aNode('rack-1', 'k3s://rack-1')], 'own: nodes of no cloud that is known'],
  'Docker Desktop': [[aNode('docker-desktop')], 'development: Docker Desktop'],
  'a rack whose node is named after minikube': [
    [aNode('minikube'), aNode('rack-1')],
    'own: nodes of no cloud that is known',
  ],
  'no node': [[], 'unknown: no node could be read'],
}

describe('the environment is told by', () => {
  for (const [sentence, [nodes, expected]] of Object.entries(cases)) {
    test(sentence, () => {
      const {kind, title} = clusterEnvironment(nodes)
      assert.equal(`${kind}: ${title}`, expected)
    })
  }
})
