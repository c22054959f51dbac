import type {Cause} from '../../src/doctor/cause.ts'

/** Messages as people post them, by the cause that the program's source and the registry's habits give them. */
export type Messages = Readonly<Partial<Record<Cause, readonly string[]>>>

/** containerd, of a 401 that ends the talk. */
export const denied = 'pull access denied, repository does not exist or may require authorization: '
/** containerd, of a token that does not reach the repository. */
export const scope = `${denied}server message: insufficient_scope: authorization failed`

/** An event about a pull with containerd before 2.1. */
export function image(name: string, rest: string): string {
  return `Failed to pull image "${name}": rpc error: code = Unknown desc = failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${rest}`
}

/** The Docker Engine’s word for an error. */
export function docker(rest: string): string {
  return `Error response from daemon: ${rest}`
}
