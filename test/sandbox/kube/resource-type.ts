/** What the server knows about one resource: its names, where its objects live, and what may be done with them. */
export interface ResourceType {
  /** Empty for the core group. */
  readonly group: string
  readonly version: string
  /** Plural and lower case, as in paths: `secrets`. */
  readonly name: string
  readonly singular: string
  readonly kind: string
  readonly namespaced: boolean
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  /** In the alphabetical order in which discovery shows them. */
  readonly verbs: readonly string[]
  /** Whether `status` is written through a subresource of its own. */
  readonly hasStatus: boolean
  /** Whether `metadata.generation` counts the changes of `spec`. */
  readonly hasGeneration: boolean
  /** Whether DELETE answers with the object and not with a Status (ReturnDeletedObject in the registry's store). */
  readonly returnsDeleted: boolean
  /** How `metadata.name` is checked: DNS-1123 subdomain, DNS-1123 label, or a path segment for the RBAC kinds. */
  readonly naming: 'subdomain' | 'label' | 'segment'
  /** The core resource whose objects this one shows in another shape. */
  readonly shows?: string
}

/** `v1`, `apps/v1`. */
export function apiVersionOf(type: ResourceType): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`
}

/** `secrets`, `deployments.apps`: how messages name a resource (GroupResource.String). */
export function qualifiedName(type: Pick<ResourceType, 'group' | 'name'>): string {
  return type.group === '' ? type.name : `${type.name}.${type.group}`
}
