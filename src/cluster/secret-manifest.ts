import {type NewEntry, writeDockerConfig} from '../credentials/write-docker-config.ts'
import {fetchAnnotation, fetchRecordText, nextFetchRecord} from './fetch-record.ts'

/** A pull secret as it is written to the API, its members in the order in which kubectl prints them. */
export interface SecretManifest {
  readonly kind: 'Secret'
  readonly apiVersion: 'v1'
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    /** Makes an update fail where the Secret has changed since it was read. */
    readonly resourceVersion?: string
  }
  readonly data: {readonly '.dockerconfigjson': string}
  readonly type: 'kubernetes.io/dockerconfigjson'
}

/**
 * The Secret that holds these bytes, the same as `kubectl create secret docker-registry` makes. From 1.34 on kubectl
 * prints no empty `creationTimestamp`, and neither do we. A namespace stands in it where the caller names one.
 */
export function secretManifest(metadata: SecretManifest['metadata'], config: Uint8Array): SecretManifest {
  return {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata,
    data: {'.dockerconfigjson': Buffer.from(config).toString('base64')},
    type: 'kubernetes.io/dockerconfigjson',
  }
}

/** The same for logins, with the record of those that came from a credential helper. */
export function loginManifest(metadata: SecretManifest['metadata'], entries: readonly NewEntry[]): SecretManifest {
  const text = fetchRecordText(nextFetchRecord(new Map(), entries))
  const annotations = text === undefined ? {} : {annotations: {...metadata.annotations, [fetchAnnotation]: text}}
  return secretManifest({...metadata, ...annotations}, writeDockerConfig(entries))
}
