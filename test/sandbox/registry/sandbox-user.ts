import type {Login} from './basic-login.ts'

/** Somebody who can log in everywhere in the sandbox: at Distribution by htpasswd, at the token server by password. */
export interface SandboxUser extends Login {
  /** bcrypt is the only hash Distribution accepts. Made once, at the lowest cost, for Node.js has no bcrypt. */
  readonly bcrypt: string
}

/** The passwords are canaries: words that occur nowhere else, so that finding one outside a request is a leak. */
export const alice: SandboxUser = {
  username: 'alice',
  password: 'correct-horse',
  bcrypt: '$2a$04$abcdefghijklmnopqrstu.O.v.tt3sYH5GBRgXH0DiWpdArD.I2q.',
}

export const bob: SandboxUser = {
  username: 'bob',
  password: 'battery-staple',
  bcrypt: '$2a$04$cdefghijklmnopqrstuvu.OaArDwPjdLVf5ruIJvXwIqAERMCFFUW',
}

/** A password that an unquoted shell word, a split at the last colon or a trim would break. */
export const carol: SandboxUser = {
  username: 'carol',
  password: 'pass:word with space',
  bcrypt: '$2a$04$bcdefghijklmnopqrstuu.hRrhuliSjjsE32d8cMy8/MvsPeiOsGO',
}

export const sandboxUsers: readonly SandboxUser[] = [alice, bob, carol]

/** The identity token that this user's login earns; made from the name, so that no server needs a memory for it. */
export function refreshToken(username: string): string {
  return `refresh-token-of-${username}`
}
