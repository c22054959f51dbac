import {isObject, type Json, type JsonObject, type KubeObject, listAt, objectAt, textAt, without} from './json.ts'
import type {ResourceType} from './resource-type.ts'

/**
 * The object with what the server fills in where the writer says nothing (SetDefaults_... in pkg/apis); small on
 * purpose.
 */
export function withDefaults(type: ResourceType, object: KubeObject): KubeObject {
  switch (type.name) {
    case 'secrets':
      return secretDefaults(object)
    case 'namespaces':
      return namespaceDefaults(object)
    case 'pods':
      return {
        ...object,
        metadata: object.metadata,
        spec: podSpecDefaults(objectAt(object, 'spec')),
        status: {phase: 'Pending', ...objectAt(object, 'status')},
      }
    case 'events':
      return {firstTimestamp: null, lastTimestamp: null, eventTime: null, source: {}, ...object}
    case 'deployments':
    case 'replicasets':
    case 'statefulsets':
      return workloadDefaults(object, {replicas: 1, ...workloadExtras[type.name]})
    case 'replicationcontrollers':
      return workloadDefaults(object, {replicas: 1})
    case 'daemonsets':
      return workloadDefaults(object, workloadExtras[type.name] ?? {})
    case 'jobs':
      return workloadDefaults(object, {completions: 1, parallelism: 1, backoffLimit: 6, completionMode: 'NonIndexed'})
    default:
      return object
  }
}

/** `stringData` is only for writing: its texts go into `data`, over what is there. */
function secretDefaults(secret: KubeObject): KubeObject {
  const written = Object.entries(objectAt(secret, 'stringData'))
  const encoded = written.map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')] as const)
  const data = {...objectAt(secret, 'data'), ...Object.fromEntries(encoded)}
  const hasData = Object.keys(data).length > 0
  return {
    ...without(secret, 'stringData', 'data', 'type'),
    metadata: secret.metadata,
    ...(hasData ? {data} : {}),
    type: textAt(secret, 'type') ?? 'Opaque',
  }
}

function namespaceDefaults(namespace: KubeObject): KubeObject {
  const {metadata} = namespace
  const labels = {...objectAt(metadata, 'labels'), 'kubernetes.io/metadata.name': metadata.name}
  return {
    ...namespace,
    metadata: {...metadata, labels},
    spec: {finalizers: ['kubernetes'], ...objectAt(namespace, 'spec')},
    status: {phase: 'Active', ...objectAt(namespace, 'status')},
  }
}

const workloadExtras: Readonly<Record<string, JsonObject>> = {
  deployments: {
    strategy: {type: 'RollingUpdate', rollingUpdate: {maxUnavailable: '25%', maxSurge: '25%'}},
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
  },
  statefulsets: {podManagementPolicy: 'OrderedReady', revisionHistoryLimit: 10},
  daemonsets: {revisionHistoryLimit: 10},
}

function workloadDefaults(object: KubeObject, defaults: JsonObject): KubeObject {
  const spec = {...defaults, ...objectAt(object, 'spec')}
  const template = objectAt(spec, 'template')
  const filled = {...template, spec: podSpecDefaults(objectAt(template, 'spec'))}
  return {...object, spec: {...spec, template: filled}, status: objectAt(object, 'status')}
}

function podSpecDefaults(spec: JsonObject): JsonObject {
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].filter(
    (list) => isObject(spec) && list in spec,
  )
  const filled = containers.map((list) => [list, listAt(spec, list).map(containerDefaults)] as const)
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...spec,
    ...Object.fromEntries(filled),
  }
}

/** An image without a tag, or with the tag `latest`, is always asked for (SetDefaults_Container). */
function containerDefaults(container: Json): Json {
  if (!isObject(container)) return container
  const image = textAt(container, 'image') ?? ''
  const isMutable = !image.includes('@') && !/:(?!latest$)[^:/]+$/.test(image)
  return {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: isMutable ? 'Always' : 'IfNotPresent',
    ...container,
  }
}
