import {type SecretStoreOptions, secretStore} from './secret-store.ts'
import {generators, type TokenGeneratorOptions, tokenGenerator} from './token-generator.ts'
import {namespaceLine} from './yaml-lines.ts'
import {yamlScalar} from './yaml-scalar.ts'

export interface ExternalSecretOptions {
  /** Of the ExternalSecret and of the pull secret that it writes. */
  readonly name: string
  readonly namespace: string | undefined
  /** The key under `auths` that the kubelet matches with images. */
  readonly key: string
  /** What the operator reads the login from. */
  readonly source:
    | {readonly kind: 'store'; readonly store: SecretStoreOptions; readonly remoteKey: string}
    | {readonly kind: 'generator'; readonly generator: TokenGeneratorOptions}
}

/**
 * An ExternalSecret (external-secrets.io/v1) that writes a pull secret, behind the store or the generator that it reads.
 * In the template each text is written by `toJson`, quotes included: a password with a quote or a backslash between two
 * quotes of the template would end in JSON that the kubelet cannot read, and then none of the Pod's images is pulled.
 */
export function externalSecret(options: ExternalSecretOptions): string {
  const {source} = options
  const first = source.kind === 'store' ? secretStore(source.store) : tokenGenerator(source.generator)
  return `${heading(options)}${first}---\n${manifest(options)}`
}

function heading({source, name}: ExternalSecretOptions): string {
  const operator = `# Needs the External Secrets Operator with external-secrets.io/v1 (0.16 or later).
# The operator writes Secret ${name} and owns it: change the login in its source, for a change to the Secret is undone.
`
  return source.kind === 'generator'
    ? `${operator}# No login is kept anywhere: the operator fetches a short-lived token, long before the last one ends.\n`
    : `${operator}# The login stays in the store, as one entry with the members "username" and "password".\n`
}

function manifest(options: ExternalSecretOptions): string {
  const {name, namespace, key, source} = options
  const refresh = source.kind === 'store' ? '1h' : generators[source.generator.kind].refresh
  return `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: ${yamlScalar(name)}
${namespaceLine(namespace)}spec:
  # How long a new login takes to get here at most.
  refreshInterval: ${refresh}
${source.kind === 'store' ? storeReference(source.store) : ''}  target:
    name: ${yamlScalar(name)}
    creationPolicy: Owner
    template:
      engineVersion: v2
      # The kubelet passes over a Secret of any other type.
      type: kubernetes.io/dockerconfigjson
      data:
        # toJson writes the quotes and escapes what is between them, whatever the password holds.
        .dockerconfigjson: |
          ${dockerConfigTemplate(key)}
${source.kind === 'store' ? remoteData(source.remoteKey) : generated(source.generator)}`
}

/** A template of Go's text/template with the functions of sprig that the operator offers. */
function dockerConfigTemplate(key: string): string {
  const auth = '{{ printf "%s:%s" .username .password | b64enc | toJson }}'
  const members = `"username":{{ .username | toJson }},"password":{{ .password | toJson }},"auth":${auth}`
  return `{"auths":{${JSON.stringify(key)}:{${members}}}}`
}

function storeReference({isClusterWide, name}: SecretStoreOptions): string {
  return `  secretStoreRef:
    kind: ${isClusterWide ? 'ClusterSecretStore' : 'SecretStore'}
    name: ${yamlScalar(name)}
`
}

function remoteData(remoteKey: string): string {
  const entry = (member: string) => `  - secretKey: ${member}
    remoteRef:
      key: ${yamlScalar(remoteKey)}
      property: ${member}
`
  return `  # Fill in: the entry of the store.
  data:
${entry('username')}${entry('password')}`
}

function generated({kind, name}: TokenGeneratorOptions): string {
  return `  dataFrom:
  - sourceRef:
      generatorRef:
        apiVersion: generators.external-secrets.io/v1alpha1
        kind: ${generators[kind].kind}
        name: ${yamlScalar(name)}
`
}
