/** One rule of RBAC (rbac/v1 PolicyRule), and what the command reads or writes by it. */
export interface Right {
  readonly group: '' | 'apps' | 'batch' | 'apiextensions.k8s.io'
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
  /** Follows on `#`. */
  readonly purpose: string
}

/** What a command asks of the cluster, and nothing else. */
export interface CommandRights {
  /** As `generate role` takes it. */
  readonly command: string
  /** Where it is no command but a flag: the commands that have it, in words. */
  readonly flagOf?: string
  /** In each namespace that it works in. */
  readonly inNamespace: readonly Right[]
  /** Of objects that are in no namespace. */
  readonly inCluster: readonly Right[]
  /** Flags that take the rights of another command as well. */
  readonly also: readonly AlsoRights[]
}

export interface AlsoRights {
  /** Without its dashes. */
  readonly flag: string
  readonly command: string
}
