import {decodeAuth, readAuthEntry} from '../../src/credentials/auth-entry.ts'
import {type DockerConfig, parseDockerConfig} from '../../src/credentials/docker-config.ts'
import {parseGoJson} from '../../src/credentials/go-json.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {entryText} from '../../src/credentials/write-docker-config.ts'
import {type Answer, testVectors} from '../reference/vectors.ts'

interface Input {
  readonly text?: string
  readonly textBase64?: string
  readonly auth?: string
  readonly username?: string
  readonly password?: string
  readonly email?: string
}

interface Login {
  readonly username: string
  readonly password: Sensitive
  readonly email?: string
}

testVectors<Input>(
  'dockerconfig-parse.json',
  {
    kubeletConfigJSON: (input) => config(parseDockerConfig(bytes(input), '.dockerconfigjson')),
    kubeletDockercfg: (input) => config(parseDockerConfig(bytes(input), '.dockercfg')),
    kubeletEntry(input) {
      const parsed = parseGoJson(bytes(input))
      if (parsed.kind === 'fault') return fault(parsed.fault)
      const read = readAuthEntry('', parsed.value)
      return read.kind === 'entry' ? login(read.entry) : {error: true}
    },
    kubeletDecodeAuth({auth = ''}) {
      const decoded = decodeAuth(auth)
      return decoded.kind === 'fault' ? fault(decoded.fault) : login(decoded)
    },
    kubeletEncodeEntry: ({username = '', password = '', email = ''}) => ({
      text: entryText({key: '', username, password: new Sensitive(password), email}),
    }),
  },
  {
    dockerAuthConfigKey: 'the Docker CLI maps keys of Docker Hub when it writes, the kubelet when it looks',
    dockerConvertToHostname: 'the Docker CLI finds an entry by its host alone',
    dockerDecodeAuth: 'the Docker CLI demands padding and cuts NUL bytes off the password',
    dockerEnvConfig: 'DOCKER_AUTH_CONFIG is not read',
    dockerFileStoreGet: 'the Docker CLI finds an entry by its host alone',
    dockerLoad: 'the Docker CLI keeps identity tokens, and what a user stores as server address',
    dockerStores: 'which store the Docker CLI asks is told by docker-config-file.test.ts',
    ggcrMarshal: 'go-containerregistry writes another order of fields',
    ggcrResolve: 'go-containerregistry takes the first match only',
    ggcrUnmarshal: 'go-containerregistry refuses an auth without padding',
    podmanLookup: 'containers/image looks for namespaces inside keys',
    podmanLookupOrder: 'containers/image looks for namespaces inside keys',
    podmanRemove: 'containers/image looks for namespaces inside keys',
    podmanValidateKey: 'containers/image looks for namespaces inside keys',
  },
)

function bytes({text, textBase64}: Input): Uint8Array {
  return textBase64 === undefined ? Buffer.from(text ?? '') : Buffer.from(textBase64, 'base64')
}

function config(read: DockerConfig): Answer {
  if (read.kind === 'fault') return fault(read.fault)
  return {auths: Object.fromEntries(read.entries.map((entry) => [entry.key, login(entry)]))}
}

function login({username, password, email = ''}: Login): Answer {
  return {username, password: password.reveal(), email}
}

function fault(errorText: string): Answer {
  return {error: true, errorText}
}
