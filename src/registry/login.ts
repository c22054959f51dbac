import type {Attempt} from '../credentials/credential.ts'
import {Sensitive} from '../credentials/sensitive.ts'

/** What is presented to a registry or token server. Without a user name, the password is an identity token (OAuth2). */
export interface Login {
  readonly username: string
  readonly password: Sensitive
}

/** A user name without a password is nobody to containerd. */
export function loginOf(attempt: Attempt): Login | undefined {
  return attempt === 'anonymous' || attempt.password.isEmpty ? undefined : attempt
}

/** The value of `Authorization` (RFC 7617, in UTF-8). */
export function basicAuthorization({username, password}: Login): Sensitive {
  return new Sensitive(`Basic ${encoded(username, password)}`)
}

/**
 * The forms in which a server that was shown the login can give it back: plain, of a URL, of a form, base64 of any
 * kind.
 */
export function secretsOf({username, password}: Login): readonly string[] {
  return [...formsOf(password), ...base64Forms(`${username}:${password.reveal()}`)]
}

/** The same for a secret that stands alone, such as a token. */
export function formsOf(secret: Sensitive): readonly string[] {
  const text = secret.reveal()
  const form = new URLSearchParams({text}).toString().slice('text='.length)
  return [text, encodeURIComponent(text.toWellFormed()), form, ...base64Forms(text)]
}

function base64Forms(text: string): readonly string[] {
  const base = Buffer.from(text).toString('base64').replace(/=+$/, '')
  return [base, base.replaceAll('+', '-').replaceAll('/', '_')]
}

function encoded(username: string, password: Sensitive): string {
  return Buffer.from(`${username}:${password.reveal()}`).toString('base64')
}
