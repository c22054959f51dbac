import type {JsonObject} from '../sandbox/kube/json.ts'
import {aFailingPod, anEvent, aServiceAccount} from './cluster-object.ts'
import {aLogin, aNamespace, aPod, aPullSecret, aSecret} from './object.ts'

/** Nobody answers there, at once. */
const registry = '127.0.0.1:9'
const image = `${registry}/team/app:1.0`
const refusal = 'pull access denied: authorization failed: no basic auth credentials'
const selected = {
  selector: {matchLabels: {app: 'web'}},
  template: {
    metadata: {labels: {app: 'web'}},
    spec: {imagePullSecrets: [{name: 'pulling'}], containers: [{name: 'app', image}]},
  },
}

/** A cluster in which each right that some command takes makes a difference to what it says. */
export const clusterOfEveryRight: readonly JsonObject[] = [
  aNamespace('shop'),
  aNamespace('infra', {team: 'a'}),
  aPullSecret(
    'regcred',
    {[registry]: aLogin('bot', 'p-0f2c')},
    {annotations: {'imagecreds/fetched': JSON.stringify({[registry]: {helper: 'lab'}})}},
  ),
  // Named by the ServiceAccount alone, by no one, and of a type that no list of pull secrets shows.
  aPullSecret('inherited', {'inherited.test': aLogin('bot', 'p-1a7d')}),
  aPullSecret('spare', {'spare.test': aLogin('bot', 'p-2b8e')}),
  aSecret('opaque', {key: 'value'}),
  aServiceAccount('default', ['inherited']),
  aServiceAccount('bare', []),
  {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {name: 'node-1', labels: {'kubernetes.io/os': 'linux'}},
    spec: {providerID: 'aws:///eu-central-1a/i-0'},
    status: {
      conditions: [{type: 'Ready', status: 'True'}],
      nodeInfo: {operatingSystem: 'linux', architecture: 'amd64', containerRuntimeVersion: 'containerd://2.3.0'},
    },
  },
  failing('web-0', ['regcred', 'absent']),
  failing('odd-0', ['regcred', 'opaque']),
  // The status says nothing, and an event says why.
  aPod('quiet-0', {
    image,
    pullSecrets: ['regcred'],
    waiting: {reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"`},
  }),
  anEvent('quiet-0', 'Failed', `Failed to pull image "${image}": ${refusal}`),
  aFailingPod('arm-0', image, 'no match for platform in manifest: not found', {pullSecrets: ['regcred']}),
  aFailingPod('late-0', 'inherited.test/team/app:1.0', refusal),
  aFailingPod('overridden-0', 'inherited.test/team/app:1.0', refusal, {pullSecrets: ['regcred']}),
  ofAccount('bare', aFailingPod('bare-0', 'spare.test/team/app:1.0', refusal)),
  // Two of each, which only their makers tell to be of one.
  ...['one', 'two'].flatMap((name) => [
    madeBy('ReplicaSet', 'apps/v1', `set-${name}`, failing(`set-${name}`, ['regcred'])),
    madeBy('Job', 'batch/v1', `job-${name}`, failing(`job-${name}`, ['regcred'])),
    {...workload('apps/v1', 'ReplicaSet', `set-${name}`, selected), metadata: made(`set-${name}`, 'Deployment')},
    {...workload('batch/v1', 'Job', `job-${name}`, selected), metadata: made(`job-${name}`, 'CronJob')},
  ]),
  ...['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet'].map((kind) => workload('apps/v1', kind, 'web', selected)),
  workload('v1', 'ReplicationController', 'web', {...selected, selector: {app: 'web'}}),
  workload('batch/v1', 'Job', 'web', selected),
  workload('batch/v1', 'CronJob', 'web', {schedule: '@daily', jobTemplate: {spec: selected}}),
  aPod('calm', {image}),
  ...['Deployment', 'StatefulSet', 'DaemonSet'].map((kind) =>
    madeBy(kind, 'apps/v1', 'web', aPod(`calm-${kind.toLowerCase()}`, {image})),
  ),
]

function failing(name: string, pullSecrets: readonly string[]): JsonObject {
  return aFailingPod(name, image, refusal, {pullSecrets})
}

function workload(apiVersion: string, kind: string, name: string, spec: JsonObject): JsonObject {
  return {apiVersion, kind, metadata: {name, namespace: 'shop', uid: `uid-${kind}-${name}`}, spec}
}

function madeBy(kind: string, apiVersion: string, name: string, pod: JsonObject): JsonObject {
  const owner = {apiVersion, kind, name, uid: `uid-${kind}-${name}`, controller: true}
  return {...pod, metadata: {...Object(pod['metadata']), ownerReferences: [owner]}}
}

/** The metadata of what a workload called `web` has made. */
function made(name: string, kind: string): JsonObject {
  const apiVersion = kind === 'CronJob' ? 'batch/v1' : 'apps/v1'
  const owner = {apiVersion, kind, name: 'web', uid: `uid-${kind}-web`, controller: true}
  return {name, namespace: 'shop', uid: `uid-${name}`, ownerReferences: [owner]}
}

function ofAccount(serviceAccountName: string, pod: JsonObject): JsonObject {
  return {...pod, spec: {...Object(pod['spec']), serviceAccountName}}
}
