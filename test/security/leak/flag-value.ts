import type {Command} from '@oclif/core'
import {canaries} from './canary.ts'

/**
 * What the flags and arguments of all commands are given, by name: `HOST:name` is a registry of the sandbox, `DIR/` its
 * folder. `!` is before a value that ends the call early: a call has one of those at most. A flag that is not here and lists no options is a fault of the test, so that a new one cannot be forgotten.
 */
const values: Readonly<Record<string, readonly string[]>> = {
  'api-version': ['v1'],
  as: ['somebody'],
  'as-group': ['system:masters'],
  attach: ['default', 'deploy/web'],
  'certificate-authority': ['DIR/registries.pem', '!DIR/values.yaml'],
  cluster: ['sandbox', 'proxied', 'named', '!ill', '!cut', '!gone', '!barred'],
  context: ['sandbox', '!none'],
  'dry-run': ['client', 'server', 'none'],
  email: ['ci@example.test'],
  filename: [
    ...['DIR/values.yaml', 'DIR/secret.yaml', 'DIR/list.json', 'DIR/config.json'],
    ...['!DIR/cut.json', '!DIR/cut.yaml', '!-'],
  ],
  'from-docker-config': ['DIR/config.json', '', '!DIR/loud.json', '!DIR/cut.json', '!DIR/cut.yaml'],
  'from-helper': ['spy', '!loud', '!none'],
  'from-node': ['worker-1'],
  'from-nodes': ['all'],
  generator: ['ecr'],
  group: ['team'],
  helper: ['spy', 'HOST:ECHOS=loud'],
  identity: ['arn:aws:iam::123456789012:role/x'],
  'if-expires-within': ['2h'],
  'if-older-than': ['6h'],
  image: [
    ...['ECHOS', 'BEARS', 'MOVED', 'LURES', 'REALM'].map((name) => `HOST:${name}/team/app:1.0`),
    `!https://ci:${encodeURIComponent(canaries.userinfo)}@HOST:ECHOS/team/app:1.0`,
    `!ci:${encodeURIComponent(canaries.userinfo)}@HOST:ECHOS/team/app:1.0`,
  ],
  kubeconfig: ['DIR/kubeconfig', '!DIR/cut.json', '!DIR/cut.yaml'],
  kustomize: ['!DIR/nowhere'],
  match: ['registry.example.test/*'],
  'max-pods': ['2'],
  message: [`Failed to pull image "a/b:1": https://ci:${encodeURIComponent(canaries.userinfo)}@h.test/v2/: 401`, '-'],
  name: ['x'],
  namespace: ['shop', '', '!nowhere'],
  'namespace-selector': ['kubernetes.io/metadata.name=shop'],
  output: [
    ...['text', 'wide', 'json', 'yaml', 'name', 'markdown', 'html', 'sarif', 'junit', 'mermaid', 'dockerconfig'],
    ...['jsonpath={@}', 'go-template={{.}}', '!go-template={{range}}'],
  ],
  password: [canaries.flag],
  'probe-namespace': ['default'],
  'probe-timeout': ['2s'],
  provider: ['generic', 'ghcr'],
  proxy: [`http://ci:${encodeURIComponent(canaries.proxy)}@HOST:PROXY`, `!ci:${canaries.proxy}@nowhere.invalid`],
  platform: ['linux/arm64'],
  'pull-timeout': ['1s'],
  registry: ['HOST:ECHOS'],
  'registry-client-certificate': ['!DIR/registries.pem'],
  'registry-client-key': ['DIR/values.yaml'],
  'registry-timeout': ['1s'],
  'remote-key': ['x'],
  'request-timeout': ['2s', '!1ns'],
  resume: ['DIR/record'],
  schedule: ['@hourly'],
  secret: ['all'],
  selector: ['app=web', 'app'],
  server: [
    ...['HOST:ECHOS', 'HOST:BEARS', 'HOST:MOVED', 'HOST:LURES', 'HOST:REALM'],
    '!registry.example.test',
    `!https://ci:${encodeURIComponent(canaries.userinfo)}@HOST:ECHOS`,
  ],
  'service-account': ['default', 'shop:default'],
  set: [`t=${canaries.flag}`, `!${canaries.flag}`],
  'set-env': ['t=CI_TOKEN', '!t=NO_TOKEN'],
  'set-file': ['t=DIR/token', '!t=-'],
  'store-name': ['x'],
  user: ['token', 'exec', 'file', 'oidc', '!password', '!loud', '!certificate', '!gcp', '!nobody'],
  username: ['ci', `!ci:${canaries.flag}`],
  values: ['DIR/token.yaml', '!DIR/cut.json', '!DIR/cut.yaml'],
  // Arguments that no flag shares its name with.
  cause: ['ICR1101', '!Nonsense'],
  command: ['doctor', '!nonsense'],
  workload: ['pod/pod-0', 'deploy/web', '!x/y/z'],
}

const secretNames = [
  ...['all', 'stored', 'in-the-key', 'broken', 'tokens', 'cut', 'twice', 'legacy', 'opaque', 'wrong-key'],
  '!none',
]

/** Flags that a command refuses without another, by a rule that is not in its declaration. */
const company: Readonly<Record<string, string>> = {
  as: 'as-group',
  'as-group': 'as',
  'probe-namespace': 'from-node',
  'max-pods': 'from-node',
  'pull-timeout': 'from-node',
  resume: 'from-node',
}

/** The flags that a flag needs beside it. */
export function companyOf({name, dependsOn = []}: Command.Flag.Cached): readonly string[] {
  const other = company[name]
  return other === undefined ? dependsOn : [...dependsOn, other]
}

/** A value of a flag or an argument, as the words of a command line. */
export interface Level {
  readonly words: readonly string[]
  readonly isFault: boolean
}

export function flagLevels(flag: Command.Flag.Cached): readonly Level[] {
  if (flag.type === 'boolean') return [{words: [`--${flag.name}`], isFault: false}]
  return valuesOf(flag.name, flag).map((value) => level(value, `--${flag.name}=`))
}

export function argumentLevels({name, ...rest}: Command.Arg.Cached): readonly Level[] {
  const words = name === 'name' || name === 'secret' ? secretNames : valuesOf(name, rest)
  return words.map((word) => level(word, ''))
}

function level(value: string, before: string): Level {
  return {words: [before + value.replace(/^!/, '')], isFault: value.startsWith('!')}
}

interface Described {
  readonly options?: readonly string[] | undefined
  readonly description?: string | undefined
}

function valuesOf(name: string, {options, description = ''}: Described): readonly string[] {
  if (options !== undefined) return options
  const known = values[name]
  if (known === undefined) throw new Error(`no value is known for "${name}": give it some in flag-value.ts`)
  if (name !== 'output') return known
  return known.filter((format) => description.includes(format.replace(/^!|=.*/gs, '')))
}
