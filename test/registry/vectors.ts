import {readFileSync} from 'node:fs'

/** A case of `test/fixtures/vectors`; each file explains its functions. */
export interface Vector {
  readonly name: string
  readonly fn: string
  readonly input: Readonly<Record<string, unknown>>
  readonly expect: Readonly<Record<string, unknown>>
}

type VectorFile = 'image-reference' | 'www-authenticate' | 'bearer-flow' | 'registry-errors'

/** The cases of one function; with `client`, those that speak of that client. Never none, so that no test is empty. */
export function vectors(file: VectorFile, fn: string, client?: string): readonly Vector[] {
  const url = new URL(`../fixtures/vectors/${file}.json`, import.meta.url)
  const {cases} = JSON.parse(readFileSync(url, 'utf8')) as {readonly cases: readonly Vector[]}
  const found = cases.filter(
    (vector) => vector.fn === fn && (client === undefined || vector.input['client'] === client),
  )
  if (found.length === 0) throw new Error(`${file} has no case of ${fn}`)
  return found
}
