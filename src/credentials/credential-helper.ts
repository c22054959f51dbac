import {parseGoJson} from './go-json.ts'
import {fieldNamed} from './go-struct.ts'
import {Sensitive} from './sensitive.ts'

/**
 * A program that keeps logins for the Docker CLI (docker/docker-credential-helpers): it is run with the argument `get`,
 * reads the key from its input and writes JSON.
 */
export interface HelperCall {
  readonly program: string
  readonly arguments: readonly ['get']
  readonly input: string
}

/** Where a login came from, so that the helper can be asked for it again. */
export interface FetchedFrom {
  /** NAME of docker-credential-NAME. */
  readonly helper: string
  /** What the helper was asked for. */
  readonly server: string
  /** RFC 3339, in whole seconds: when it answered. Absent where somebody wrote the record by hand. */
  readonly at?: string
}

export type HelperAnswer =
  | {readonly kind: 'login'; readonly username: string; readonly password: Sensitive}
  /** The helper keeps a token that only Docker's tools can use, under the user name `<token>`. */
  | {readonly kind: 'identity-token'}
  | {readonly kind: 'not-found'}
  /** It failed, or wrote something else; nothing of what it wrote is quoted, for it may be the login. */
  | {readonly kind: 'fault'; readonly message: string}

/** The call for the login under a key, or nothing where the helper's name could lead to another program. */
export function helperCall(helper: string, key: string): HelperCall | undefined {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(helper)) return undefined
  return {program: `docker-credential-${helper}`, arguments: ['get'], input: key}
}

/** Reads what a helper wrote to its output (`client.Get`); a key that it does not have is told by a sentence. */
export function readHelperAnswer(exitCode: number, output: Uint8Array): HelperAnswer {
  if (exitCode !== 0) {
    const isMissing = Buffer.from(output).toString('utf8').trim() === 'credentials not found in native keychain'
    return isMissing ? {kind: 'not-found'} : {kind: 'fault', message: `it ended with exit code ${exitCode}`}
  }
  const parsed = parseGoJson(output)
  if (parsed.kind === 'fault' || parsed.value.kind !== 'object')
    return {kind: 'fault', message: 'its answer is not a JSON object'}
  const found = {Username: '', Secret: ''}
  for (const {name, value} of parsed.value.members) {
    const field = fieldNamed(name, ['Username', 'Secret'])
    if (field !== undefined && value.kind === 'string') found[field] = value.text
  }
  if (found.Username === '<token>') return {kind: 'identity-token'}
  if (found.Username === '' || found.Secret === '') return {kind: 'not-found'}
  return {kind: 'login', username: found.Username, password: new Sensitive(found.Secret)}
}
