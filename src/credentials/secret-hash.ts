import {createHash} from 'node:crypto'
import {goJsonObject, goJsonString} from './go-json-text.ts'

/** What `kubectl create --append-hash` hashes of a Secret; its namespace, labels and annotations do not count. */
export interface HashedSecret {
  readonly name: string
  readonly type: string
  readonly data: Readonly<Record<string, Uint8Array>>
}

/**
 * The ten characters that `kubectl create secret --append-hash` puts behind the name, so that a Secret of other contents
 * is another Secret (`SecretHash` in kubectl/pkg/util/hash). Characters that could spell a word are exchanged.
 */
export function secretHash(secret: HashedSecret): string {
  const hex = createHash('sha256').update(hashedText(secret)).digest('hex')
  return hex.slice(0, 10).replace(/[013ae]/g, (digit) => 'ghkmt'.charAt('013ae'.indexOf(digit)))
}

/** The text under the hash (`encodeSecret`): JSON as Go writes it, keys in the order of their bytes. */
export function hashedText({name, type, data}: HashedSecret): string {
  const contents = Object.entries(data)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, bytes]) => [key, goJsonString(Buffer.from(bytes).toString('base64'))] as const)
  return goJsonObject([
    ['data', goJsonObject(contents)],
    ['kind', goJsonString('Secret')],
    ['name', goJsonString(name)],
    ['type', goJsonString(type)],
  ])
}
