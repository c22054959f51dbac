import {field, namesField, textField} from './json-field.ts'
import {type Resource, resources} from './resource.ts'

/** Where an object lists the pull secrets of its Pods, or why nothing can be changed there. */
export type BindingPlace =
  | {readonly kind: 'list'; readonly path: readonly string[]}
  /** The API server takes no change of it (`ValidatePodUpdate`, the template of a Job). */
  | {readonly kind: 'fixed'}

/** A ServiceAccount and every workload with a Pod template can name pull secrets. */
export function bindingPlace(resource: Resource): BindingPlace {
  switch (resource) {
    case resources.serviceAccounts:
      return {kind: 'list', path: ['imagePullSecrets']}
    case resources.cronJobs:
      return {kind: 'list', path: ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'imagePullSecrets']}
    case resources.pods:
    case resources.jobs:
      return {kind: 'fixed'}
    default:
      return {kind: 'list', path: ['spec', 'template', 'spec', 'imagePullSecrets']}
  }
}

/** The pull secrets that an object names now, in order. */
export function boundSecrets(object: unknown, path: readonly string[]): readonly string[] {
  return namesField(object, ...path)
}

/** The ServiceAccount of a workload's Pods; nothing for a ServiceAccount itself. */
export function serviceAccountOf(object: unknown, path: readonly string[]): string | undefined {
  const spec = path.slice(0, -1)
  return spec.length === 0 ? undefined : (textField(object, ...spec, 'serviceAccountName') ?? 'default')
}

/** A merge patch (RFC 7386) in two forms. */
export interface BindingPatch {
  /** With the version that was read: whoever changed the object in between makes it fail, and loses nothing. */
  readonly versioned: object
  readonly plain: object
}

/** The patch that leaves exactly these names in the list, which a merge patch replaces whole. */
export function bindingPatch(object: unknown, path: readonly string[], names: readonly string[]): BindingPatch {
  const list = names.length === 0 ? null : names.map((name) => ({name}))
  const plain = Object(path.reduceRight<unknown>((value, member) => ({[member]: value}), list))
  return {plain, versioned: {metadata: {resourceVersion: field(object, 'metadata', 'resourceVersion')}, ...plain}}
}
