/** What `generate` can write. */
export interface ManifestName {
  readonly name: string
  /** The way of the eight that it is for, one line without a final period. */
  readonly summary: string
}

/** In the order in which they are shown. */
export const manifestList: readonly ManifestName[] = [
  {name: 'admission-policy', summary: 'a policy that adds the pull secret to the Pods that need it'},
  {name: 'credential-provider', summary: "the kubelet's credential providers for ECR, GAR and ACR"},
  {name: 'external-secret', summary: 'a pull secret that is kept in Vault, AWS, Google Cloud or Azure'},
  {name: 'node-config', summary: "a login in the node's own docker config"},
  {name: 'role', summary: 'the least rights that a command of this plugin takes'},
  {name: 'rotation', summary: 'a CronJob that renews pull secrets'},
  {name: 'workload-identity', summary: 'a ServiceAccount that stands for an identity of the cloud'},
]
