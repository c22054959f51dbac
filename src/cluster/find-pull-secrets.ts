import type {PullSecret} from '../credentials/pull-secret.ts'
import {readPullSecret} from '../credentials/read-pull-secret.ts'
import {assertNamespace} from './assert-namespace.ts'
import {getNamed} from './get-named.ts'
import type {KubeApi} from './kube-api.ts'
import {KubeError} from './kube-error.ts'
import {ManifestFault} from './manifest-fault.ts'
import {isPullSecretType, narrowSecret, pullSecretTypes} from './narrow-secret.ts'
import {listAll} from './observe.ts'
import {type ManifestFile, type ManifestObject, parseManifest} from './parse-manifest.ts'
import {type ResourceAddress, resources} from './resource.ts'

export interface SecretQuery {
  /** Absent for all namespaces. */
  readonly namespace?: string
  readonly labelSelector?: string
}

/** The Secrets of these names, whatever their type. Throws a `KubeError` for one that is missing or may not be read. */
export function namedPullSecrets(
  api: KubeApi,
  namespace: string,
  names: readonly string[],
): Promise<readonly PullSecret[]> {
  return Promise.all(
    names.map(async (name) => {
      const reading = narrowSecret(await getNamed(api, {resource: resources.secrets, namespace, name}))
      if (reading?.kind === 'read') return reading.secret
      throw new KubeError('not-an-api-server', `secret "${name}" in namespace "${namespace}" came without its data`)
    }),
  )
}

/** All Secrets of the two registry types, by namespace and name. Throws a `KubeError` where they may not be listed. */
export async function allPullSecrets(api: KubeApi, query: SecretQuery): Promise<readonly PullSecret[]> {
  const address: ResourceAddress & SecretQuery = {resource: resources.secrets, ...query}
  const lists = pullSecretTypes.map((type) => listAll(api, {...address, fieldSelector: `type=${type}`}, narrowSecret))
  const readings = (await Promise.all(lists)).flat()
  if (readings.length === 0 && query.namespace !== undefined) await assertNamespace(api, query.namespace)
  return readings
    .flatMap((reading) => (reading.kind === 'read' ? [reading.secret] : []))
    .toSorted((one, other) => order(one, other))
}

/**
 * The pull secrets of a file: those of a registry type, or the only Secret there is. A docker config that stands alone is
 * read as the Secret that it would make.
 */
export function pullSecretsIn(file: ManifestFile, namespace: string): readonly PullSecret[] {
  if (isDockerConfig(file.text)) return [secretOf(file)]
  const readings = objectsIn(file, namespace).flatMap(({kind, object}) =>
    kind === 'Secret' ? (narrowSecret(object) ?? []) : [],
  )
  const secrets = readings.flatMap((reading) => (reading.kind === 'read' ? [reading.secret] : []))
  if (secrets.length === 0) {
    const isMasked = readings.length > 0
    throw new ManifestFault(file.name, isMasked ? 'holds Secrets without their data' : 'holds no Secret', [
      'Write one with: kubectl get secret NAME -o yaml',
    ])
  }
  return secrets.length === 1 ? secrets : secrets.filter(({type}) => isPullSecretType(type))
}

function objectsIn(file: ManifestFile, namespace: string): readonly ManifestObject[] {
  try {
    return parseManifest(file, namespace)
  } catch (error) {
    if (!(error instanceof ManifestFault)) throw error
    throw new ManifestFault(file.name, error.reason, [
      'A docker config is JSON with "auths" in it; a Secret is written with: kubectl get secret NAME -o yaml',
    ])
  }
}

/** JSON with what only a docker config has at the top, and without what every Kubernetes object has. */
function isDockerConfig(text: string): boolean {
  const content = text.replace(/^\uFEFF/, '').trim()
  return (
    /^\{/.test(content) && /"(?:auths|credsStore|credHelpers)"\s*:/i.test(content) && !/"apiVersion"\s*:/.test(content)
  )
}

function secretOf({name, text}: ManifestFile): PullSecret {
  const data = {'.dockerconfigjson': Buffer.from(text)}
  return readPullSecret({namespace: '', name, type: 'kubernetes.io/dockerconfigjson', data})
}

function order(one: PullSecret, other: PullSecret): number {
  return one.namespace.localeCompare(other.namespace) || one.name.localeCompare(other.name)
}
