import type {Login, StoredSecret} from './go-keyring.ts'
import type {Registry} from './kubelet.ts'
import type {Answer} from './runtime.ts'

/** The login that the registries here accept. */
export const right: Login = {username: 'bot', password: 'open-sesame'}
export const wrong: Login = {username: 'bot', password: 'close-sesame'}

export const open: Registry = () => 'pulled'

/** Asks for Basic. */
export const basic: Registry = (login) => (isRight(login) ? 'pulled' : {kind: 'basic-401'})

/** Asks for Bearer; its token server wants a login. */
export const bearer: Registry = (login) => (isRight(login) ? 'pulled' : refusedToken('https://auth.example.test/token'))

/** Gives everybody a token, and nobody one that reaches what is hidden from him. */
export const dockerHub: Registry = (login) => {
  if (login === undefined) return {kind: 'scope'}
  if (isRight(login)) return 'pulled'
  return {
    kind: 'token',
    status: 401,
    realm: 'https://auth.docker.io/token',
    words: 'unauthorized: incorrect username or password',
  }
}

/** Accepts the login at the token server, and hides the repository from it. */
export const hides: Registry = (login) => {
  if (login !== undefined && !isRight(login)) return refusedToken('https://auth.example.test/token')
  return {kind: 'scope'}
}

/** Lets the login in and forbids it the repository. */
export const forbids: Registry = (login) =>
  isRight(login) ? {kind: 'status', status: 403, words: 'denied'} : {kind: 'basic-401'}

/** Answers the same to everybody. */
export function always(answer: Answer): Registry {
  return () => answer
}

/** Asks for Basic, and answers so to who is let in. */
export function behindLogin(answer: Answer): Registry {
  return (login) => (isRight(login) ? answer : {kind: 'basic-401'})
}

function refusedToken(realm: string): Answer {
  return {kind: 'token', status: 401, realm}
}

function isRight(login: Login | undefined): boolean {
  return login?.username === right.username && login.password === right.password
}

/** A pull secret of today's type with these entries. */
export function configJson(auths: unknown): StoredSecret {
  return {type: 'kubernetes.io/dockerconfigjson', data: {'.dockerconfigjson': JSON.stringify({auths})}}
}

/** A pull secret of the old type. */
export function dockercfg(entries: unknown): StoredSecret {
  return {type: 'kubernetes.io/dockercfg', data: {'.dockercfg': JSON.stringify(entries)}}
}

/** As `kubectl create secret docker-registry` writes an entry. */
export function entry({username, password}: Login): object {
  return {username, password, auth: authOf(`${username}:${password}`)}
}

export function authOf(text: string): string {
  return Buffer.from(text).toString('base64')
}
