import {readServerName} from '../credentials/server-name.ts'
import type {ExternalSecretOptions} from '../manifests/external-secret.ts'
import type {StoreKind} from '../manifests/secret-store.ts'
import type {GeneratorKind} from '../manifests/token-generator.ts'
import {canonicalKeyOf} from '../providers/canonical-key.ts'
import {providerOf} from '../providers/catalogue.ts'
import {ExpectedError} from './expected-error.ts'

export interface ExternalSecretFlags {
  readonly store?: StoreKind | undefined
  readonly generator?: GeneratorKind | undefined
  readonly 'cluster-store': boolean
  readonly 'store-name': string
  readonly 'remote-key': string
  readonly server?: string | undefined
  readonly 'service-account': string
  readonly namespace?: string | undefined
}

/** The registries of each generator: by our names of their products, and one to fill in. */
const generatorHosts: Readonly<Record<GeneratorKind, {readonly products: readonly string[]; readonly sample: string}>> =
  {
    ecr: {products: ['ecr', 'ecr-public'], sample: '111122223333.dkr.ecr.eu-central-1.amazonaws.com'},
    gcr: {products: ['gar'], sample: 'europe-west1-docker.pkg.dev'},
    acr: {products: ['acr'], sample: 'myregistry.azurecr.io'},
  }

/** Flags as what the manifest is made of. A generator has tokens for its own cloud's registries alone. */
export function externalSecretOptions(name: string, flags: ExternalSecretFlags): ExternalSecretOptions {
  const {namespace, generator, store = 'vault', 'service-account': serviceAccount} = flags
  const sample = generator === undefined ? 'registry.example.com' : generatorHosts[generator].sample
  const {registry, key} = readServer(flags.server ?? sample)
  const common = {name, namespace, key}
  if (generator === undefined) {
    const isClusterWide = flags['cluster-store']
    const {'store-name': storeName, 'remote-key': remoteKey} = flags
    const options = {kind: store, name: storeName, isClusterWide, namespace, serviceAccount}
    return {...common, source: {kind: 'store', store: options, remoteKey}}
  }
  const {id, title} = providerOf(registry)
  if (!generatorHosts[generator].products.includes(id)) {
    throw new ExpectedError(`--generator ${generator} makes no tokens for ${registry}`, {
      nextSteps: [
        id === 'generic' ? `It is for hosts such as ${sample}.` : `${registry} is of ${title}.`,
        'A login that is kept in a store is written with --store.',
      ],
    })
  }
  return {
    ...common,
    source: {kind: 'generator', generator: {kind: generator, name, namespace, registry, serviceAccount}},
  }
}

function readServer(text: string): {readonly registry: string; readonly key: string} {
  const read = readServerName(text)
  if (read.kind === 'registry') return {registry: read.registry, key: canonicalKeyOf(read.key)}
  throw new ExpectedError(`the server ${read.message}`, {
    nextSteps: read.instead === undefined ? [] : [`Write --server ${read.instead}`],
  })
}
