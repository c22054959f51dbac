import type {Evidence} from '../doctor/finding.ts'
import {providerOf} from '../providers/catalogue.ts'
import type {Cloud, ClusterEnvironment} from './cluster-environment.ts'
import type {WayName} from './explain-ways.ts'

/** What the cluster needs and has. */
export interface ClusterNeeds {
  /** Registries that its Secrets are for: of the nodes' own cloud, and all others. */
  readonly own: readonly string[]
  readonly foreign: readonly string[]
  /** How many namespaces hold pull secrets. */
  readonly namespaces: number
  readonly hasExternalSecrets: boolean
  readonly hasKyverno: boolean
  /** How many ServiceAccounts name a pull secret. */
  readonly bound: number
  /** 34 of 1.34, of the oldest node. */
  readonly oldestMinor?: number
  readonly evidence: readonly Evidence[]
}

/** What speaks for a way and what against it, here; no final period. */
export interface Grounds {
  readonly pro: string
  readonly con: string
  readonly commands: readonly (readonly string[])[]
}

/** The helpers that give the logins of a cloud's registry, by its product: those of the vendors. */
const fromHelper: ReadonlyMap<string, string> = new Map([
  ['ecr', 'ecr-login'],
  ['gar', 'gcloud'],
  ['acr', 'acr-env'],
])

const providerIDs = ['kubectl', 'get', 'nodes', '-o', 'custom-columns=NAME:.metadata.name,CLOUD:.spec.providerID']
const plugin = ['kubectl', 'imagecreds'] as const

/** For and against each of the ways, in this cluster. */
export function groundsOf(
  {kind, cloud, title, isRunByVendor}: ClusterEnvironment,
  needs: ClusterNeeds,
): Readonly<Record<WayName, Grounds>> {
  const {foreign, own, hasExternalSecrets, hasKyverno, namespaces, bound, oldestMinor = 0} = needs
  const server = foreign[0] ?? own[0] ?? 'REGISTRY'
  const isLocal = kind === 'development'
  const helper = fromHelper.get(providerOf(server).id)
  const login = helper === undefined ? ['--username', 'USER'] : ['--from-helper', helper]
  const store = own.includes(server) ? ['--generator', cloud?.generator ?? ''] : ['--store', cloud?.store ?? 'vault']
  const policy = [...plugin, 'generate', 'admission-policy', '--secret', 'regcred', '--match', `${server}/*`]
  return {
    'node-file': {
      pro: 'the nodes are yours, and every Pod may pull with the login',
      con: isLocal
        ? 'it is lost with the node'
        : 'every Pod of a node pulls with it, and each node has to be kept up to date',
      commands: [[...plugin, 'generate', 'node-config']],
    },
    'service-account': {
      pro: isLocal
        ? 'one login for one namespace is enough on a machine of your own'
        : `it works with what is there${bound > 0 ? `, and ${bound} of the ServiceAccounts name a pull secret already` : ''}`,
      con: 'the login stands in a Secret that somebody has to renew',
      commands: [
        [...plugin, 'create', 'regcred', '--server', server, ...login, '--attach', 'default'],
        [...plugin, helper === undefined ? 'verify' : 'refresh', 'regcred'],
      ],
    },
    'pod-template': {
      pro: 'a single workload names the Secret, and no other is touched',
      con: 'each workload has to be changed; a ServiceAccount is changed once',
      commands: [[...plugin, 'attach', 'regcred', 'deploy/NAME']],
    },
    'external-store': {
      pro: hasExternalSecrets
        ? 'External Secrets is installed: the login stays in the store, and is written and renewed from there'
        : 'the login stays in a store and renews itself, once External Secrets is installed',
      con: isLocal
        ? 'it is more to run than the login is worth'
        : hasExternalSecrets
          ? 'what is in use here needs no store'
          : 'External Secrets is not installed, as far as can be seen',
      commands: [[...plugin, 'generate', 'external-secret', 'regcred', ...store, '--server', server]],
    },
    'node-identity': {
      pro: `${isRunByVendor ? title : 'a node of this cloud'} logs in to the registry of the same cloud without a Secret, and the identity of the nodes needs only the right to pull`,
      con: nodeIdentityCon(kind, cloud, foreign),
      commands: [
        isRunByVendor
          ? providerIDs
          : [...plugin, 'generate', 'credential-provider', '--provider', cloud?.provider ?? 'ecr'],
        [...plugin, 'doctor', '-A'],
      ],
    },
    'pod-identity': {
      pro: 'each ServiceAccount pulls with an identity of its own',
      con:
        cloud === undefined
          ? kind === 'unknown'
            ? 'the cloud of the nodes is not known'
            : 'it takes a cloud with identities'
          : cloud.provider === 'gar'
            ? 'images are pulled by the identity of the node there'
            : oldestMinor > 0 && oldestMinor < 34
              ? `the oldest node is of 1.${oldestMinor}, and images can be pulled so from 1.34 on`
              : 'it is worth its setup only where one ServiceAccount may pull what others may not',
      commands: [[...plugin, 'generate', 'workload-identity', '--cloud', cloud?.identity ?? 'irsa', '--image-pulls']],
    },
    'admission-policy': {
      pro: 'it adds the pull secret to the Pods that need it, whoever makes them',
      con:
        oldestMinor > 0 && oldestMinor < 34 && !hasKyverno
          ? `it takes Kubernetes 1.34 or Kyverno; the oldest node is of 1.${oldestMinor}`
          : `it only names the Secret, which has to be in each namespace${namespaces > 1 ? ` (${namespaces} have pull secrets)` : ''}`,
      commands: [hasKyverno ? [...policy, '--kyverno'] : policy],
    },
    anonymous: {
      pro: 'the images are public',
      con: 'it is for public images alone, and shares the rate limit of the address',
      commands: [[...plugin, 'verify', '--anonymous', '--image', 'IMAGE']],
    },
  }
}

function nodeIdentityCon(
  kind: ClusterEnvironment['kind'],
  cloud: Cloud | undefined,
  [first]: readonly string[],
): string {
  if (kind === 'unknown') return 'the cloud of the nodes is not known'
  if (cloud === undefined) return 'the nodes are in no cloud that has a registry of its own'
  if (kind === 'hybrid') return 'only the nodes in the cloud have it'
  return `it serves the registry of the cloud alone${first === undefined ? '' : `, and ${first} is another`}`
}
