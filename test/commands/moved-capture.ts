import {readCapture} from '../sandbox/kube/captures.ts'
import type {JsonObject} from '../sandbox/kube/json.ts'

/** What is written in a recording, and what stands in its place here: hosts, paths, passwords. */
export type Moves = readonly (readonly [recorded: string, here: string])[]

/**
 * A recorded namespace as if it had pulled from other registries: every text is rewritten, and so is what Secrets hold in
 * base64, down to the logins in `auth`.
 */
export function movedCapture(name: string, moves: Moves): readonly JsonObject[] {
  return readCapture(name).map((object) => {
    const moved: JsonObject = JSON.parse(rewritten(JSON.stringify(object), moves))
    return object['kind'] === 'Secret' ? {...moved, data: movedData(object['data'], moves)} : moved
  })
}

function movedData(data: unknown, moves: Moves): Readonly<Record<string, string>> {
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : []
  return Object.fromEntries(
    entries.map(([key, value]) => [key, inBase64(String(value), (text) => movedLogins(text, moves))]),
  )
}

function movedLogins(config: string, moves: Moves): string {
  return rewritten(config, moves).replace(/(?<="auth": ?")[^"]+/g, (auth) => {
    return inBase64(auth, (login) => rewritten(login, moves))
  })
}

function inBase64(encoded: string, change: (text: string) => string): string {
  return Buffer.from(change(Buffer.from(encoded, 'base64').toString())).toString('base64')
}

function rewritten(text: string, moves: Moves): string {
  return moves.reduce((done, [recorded, here]) => done.replaceAll(recorded, here), text)
}
