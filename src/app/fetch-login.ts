import {type FetchedFrom, type HelperAnswer, helperCall} from '../credentials/credential-helper.ts'
import type {NewEntry} from '../credentials/write-docker-config.ts'

/** Runs a credential helper with `get` and this key on its input. */
export type AskHelper = (program: string, key: string) => Promise<HelperAnswer>

/** What is asked of a credential helper, and where its login goes. */
export interface FetchRequest {
  /** NAME of docker-credential-NAME, or the whole of it. */
  readonly helper: string
  /** What the helper is asked for. */
  readonly server: string
  /** Under which the login is stored. */
  readonly key: string
  /** As the reader knows it, for messages. */
  readonly registry: string
}

export type FetchedLogin =
  | {readonly kind: 'login'; readonly entry: NewEntry}
  /** The text names the program; nothing that it wrote is quoted. */
  | {readonly kind: 'fault'; readonly message: string}
  /** No program can be meant by this name. */
  | {readonly kind: 'no-program'}

/** The login that a credential helper has for a registry, with the record of how it was got. */
export async function fetchLogin(
  {helper, server, key, registry}: FetchRequest,
  askHelper: AskHelper,
): Promise<FetchedLogin> {
  const name = helper.replace(/^docker-credential-/, '')
  const call = helperCall(name, server)
  if (call === undefined) return {kind: 'no-program'}
  const answer = await askHelper(call.program, server)
  switch (answer.kind) {
    case 'login': {
      const {username, password} = answer
      return {kind: 'login', entry: {key, username, password, fetched: fetchedNow(name, server)}}
    }
    case 'identity-token':
      return fault(`${call.program} has only an identity token for ${registry}, which the kubelet cannot use`)
    case 'not-found':
      return fault(`${call.program} has no login for ${registry}`)
    case 'fault':
      return fault(`${call.program} could not be asked: ${answer.message}`)
  }
}

/** The record of a login that came this moment, in whole seconds, as Kubernetes writes times. */
export function fetchedNow(helper: string, server: string): FetchedFrom {
  return {helper, server, at: new Date().toISOString().replace(/\.\d+/, '')}
}

function fault(message: string): FetchedLogin {
  return {kind: 'fault', message}
}
