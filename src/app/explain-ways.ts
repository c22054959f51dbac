/** One way to give a cluster its image credentials. The texts are for a cell of a table: no sentence, no final period. */
export interface Way {
  /** Its spelling, kept from version to version. */
  readonly way: WayName
  readonly title: string
  /** Who can use it. */
  readonly users: string
  /** What renews the login, and when. */
  readonly rotation: string
  /** Who pulls with the login, and who loses when it leaks. */
  readonly reach: string
  /** From which version on, of Kubernetes where nothing else is named. */
  readonly since: string
  /** What to begin with, as arguments; words in capital letters are to be filled in. */
  readonly command: readonly string[]
}

export type WayName =
  | 'node-file'
  | 'service-account'
  | 'pod-template'
  | 'external-store'
  | 'node-identity'
  | 'pod-identity'
  | 'admission-policy'
  | 'anonymous'

/** What `explain ways -o json` prints. */
export interface WayList {
  readonly apiVersion: 'imagecreds/v1'
  readonly kind: 'WayList'
  readonly items: readonly Way[]
}

const plugin = ['kubectl', 'imagecreds']

/** The eight ways, in the order in which they are compared. */
export function explainWays(): WayList {
  return {
    apiVersion: 'imagecreds/v1',
    kind: 'WayList',
    items: [
      {
        way: 'node-file',
        title: 'file of the node',
        users: 'whoever owns the nodes',
        rotation: 'by hand on each node, or with a DaemonSet',
        reach: 'every Pod of the node',
        since: 'any',
        command: [...plugin, 'generate', 'node-config'],
      },
      {
        way: 'service-account',
        title: 'ServiceAccount',
        users: 'whoever may change it; needs no change to workloads',
        rotation: 'the Secret alone; new Pods follow a new name',
        reach: 'its new Pods, and who reads Secrets there',
        since: 'any',
        command: [...plugin, 'attach', 'SECRET', '--service-account', 'default'],
      },
      {
        way: 'pod-template',
        title: 'Pod template',
        users: 'the owner of a workload',
        rotation: 'the Secret alone; a new name is a rollout',
        reach: 'one workload, and who reads Secrets there',
        since: 'any',
        command: [...plugin, 'attach', 'SECRET', 'deploy/NAME'],
      },
      {
        way: 'external-store',
        title: 'external store',
        users: 'who has Vault or a cloud, and External Secrets',
        rotation: 'the operator, at each interval',
        reach: 'the namespaces that the store serves',
        since: 'ESO 0.16',
        command: [...plugin, 'generate', 'external-secret'],
      },
      {
        way: 'node-identity',
        title: 'cloud identity of the node',
        users: 'who runs nodes in the cloud of the registry',
        rotation: 'the cloud; tokens of hours',
        reach: 'every Pod of the node',
        since: '1.26',
        command: [...plugin, 'generate', 'credential-provider'],
      },
      {
        way: 'pod-identity',
        title: 'identity of the Pod',
        users: 'as above, with ECR or ACR and the provider set up for tokens',
        rotation: 'the cloud; tokens of hours',
        reach: 'the Pods of one ServiceAccount',
        since: '1.34',
        command: [...plugin, 'generate', 'workload-identity', '--cloud', 'irsa', '--image-pulls'],
      },
      {
        way: 'admission-policy',
        title: 'admission policy',
        users: 'administrators of the cluster',
        rotation: 'the Secret alone, in each namespace',
        reach: 'new Pods with a matching image',
        since: '1.36, beta 1.34',
        command: [...plugin, 'generate', 'admission-policy', '--secret', 'SECRET', '--match', 'REGISTRY/*'],
      },
      {
        way: 'anonymous',
        title: 'no login',
        users: 'everybody, for public images',
        rotation: 'nothing to renew',
        reach: 'nothing to leak; rate limits by address',
        since: 'any',
        command: [...plugin, 'verify', '--anonymous', '--image', 'IMAGE'],
      },
    ],
  }
}
