import {readdirSync, readFileSync} from 'node:fs'
import type {ManifestFile} from '../../src/cluster/parse-manifest.ts'

const folder = new URL('../fixtures/captures/', import.meta.url)

/** Namespaces recorded from a real cluster, one `kubectl get -o json` list each. */
export const captures: readonly ManifestFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({name, text: readFileSync(new URL(name, folder), 'utf8')}))

/** The members of recorded objects that the tests look at; all of them may be missing. */
export interface RecordedObject {
  readonly kind: string
  readonly metadata: {readonly name: string; readonly namespace: string; readonly uid: string}
  readonly spec?: {
    readonly containers?: readonly {readonly name: string; readonly image: string}[]
    readonly initContainers?: readonly {readonly name: string; readonly image: string}[]
    readonly ephemeralContainers?: readonly {readonly name: string; readonly image: string}[]
    readonly volumes?: readonly {readonly name: string; readonly image?: {readonly reference: string}}[]
    readonly imagePullSecrets?: readonly {readonly name: string}[]
  }
  readonly status?: {
    readonly containerStatuses?: readonly RecordedStatus[]
    readonly initContainerStatuses?: readonly RecordedStatus[]
    readonly ephemeralContainerStatuses?: readonly RecordedStatus[]
  }
  readonly involvedObject?: {readonly kind: string; readonly name: string; readonly uid: string}
  readonly message?: string
}

interface RecordedStatus {
  readonly name: string
  readonly state: {readonly waiting?: {readonly reason: string; readonly message?: string}}
}

export function recordedObjects({text}: ManifestFile): readonly RecordedObject[] {
  return (JSON.parse(text) as {readonly items: readonly RecordedObject[]}).items
}
