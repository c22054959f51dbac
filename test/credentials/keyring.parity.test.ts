import {createHash} from 'node:crypto'
import type {Credential} from '../../src/credentials/credential.ts'
import {goJsonObject, goJsonString} from '../../src/credentials/go-json-text.ts'
import {credentialsFor} from '../../src/credentials/keyring.ts'
import type {PullSecret} from '../../src/credentials/pull-secret.ts'
import {readPullSecret} from '../../src/credentials/read-pull-secret.ts'
import {isDockerHubName, keyMatches, locate} from '../../src/credentials/registry-key.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {repositoryName} from '../../src/reference/reference.ts'
import {type Answer, testVectors} from '../reference/vectors.ts'

interface Input {
  readonly glob?: string
  readonly target?: string
  readonly image?: string
  readonly matchImages?: readonly string[]
  readonly secrets?: readonly {
    readonly namespace: string
    readonly name: string
    readonly type: string
    readonly data: Readonly<Record<string, string>>
  }[]
  /** What the node holds itself; to the kubelet it is one more config, behind the Pod's Secrets. */
  readonly nodeConfig?: string
}

testVectors<Input>(
  'keyring-match.json',
  {
    urlsMatch: ({glob = '', target = ''}) => ({
      match: keyMatches(glob, target),
      ...((locate(glob) && locate(target)) ?? {error: true}),
    }),
    isDefaultRegistryMatch: ({image = ''}) => ({isDefault: isDockerHubName(image)}),
    lookup: (input) => lookup(input, input.image ?? ''),
    kubeletLookup(input) {
      const parsed = parseReference(input.image ?? '')
      if (parsed.kind === 'invalid') return {error: 'InvalidImageName'}
      const repo = repositoryName(parsed.reference)
      return {repo, ...lookup(input, repo)}
    },
    pluginMatchImages: ({matchImages = [], image = ''}) => ({
      allowed: matchImages.some((pattern) => keyMatches(pattern, image)),
    }),
  },
  {
    criParseAuth: 'containerd: what it makes of the login that the kubelet hands over',
    ggcrNewKeychain: 'go-containerregistry unites the Secrets of Pod and ServiceAccount, which the kubelet does not',
    ggcrResolve: 'go-containerregistry takes the first match only',
  },
)

function lookup({secrets = [], nodeConfig}: Input, repository: string): Answer {
  const podSecrets = secrets.map((secret) => readPullSecret({...secret, data: encoded(secret.data)}))
  const malformed = podSecrets.find(({state}) => state.kind === 'malformed')
  if (malformed?.state.kind === 'malformed') return {error: true, errorText: malformed.state.fault}
  const found = credentialsFor(podSecrets, repository)
  const ofNode = nodeConfig === undefined ? [] : credentialsFor([nodeSecret(nodeConfig)], repository)
  const credentials = [...found.map(printed), ...ofNode.map((credential) => ({...printed(credential), secret: ''}))]
  return {
    found: credentials.length > 0,
    credentials: credentials.map(({secret, ...rest}) => (secret === '' ? rest : {...rest, secret})),
  }
}

function nodeSecret(config: string): PullSecret {
  const type = 'kubernetes.io/dockerconfigjson'
  return readPullSecret({namespace: '', name: '', type, data: encoded({'.dockerconfigjson': config})})
}

function encoded(data: Readonly<Record<string, string>>): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(data).map(([key, text]) => [key, Buffer.from(text)]))
}

function printed({username, password, email, source}: Credential) {
  const fields = {username, password: password.reveal(), ...(email !== undefined && {email})}
  return {...fields, secret: source.secret?.name ?? '', hash: hash(fields)}
}

/** As the kubelet tells credentials apart (`hashAuthConfig`): SHA-256 over the JSON that Go writes. */
function hash(fields: Readonly<Record<string, string>>): string {
  const present = Object.entries(fields).filter(([, text]) => text !== '')
  const text = goJsonObject(present.map(([name, value]) => [name, goJsonString(value)]))
  return createHash('sha256').update(text).digest('hex')
}
