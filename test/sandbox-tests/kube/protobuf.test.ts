import assert from 'node:assert/strict'
import {test} from 'node:test'
import {decodeProtobuf} from '../../sandbox/kube/protobuf.ts'

const bytes = (...parts: readonly (number | string | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))))

/** A field of wire type 2: its number, then a length, then what is in it. */
const field = (number: number, ...content: readonly (number | string | Buffer)[]) => {
  const inner = bytes(...content)
  const length = inner.length < 128 ? [inner.length] : [(inner.length & 0x7f) | 0x80, inner.length >> 7]
  return bytes(number * 8 + 2, ...length, inner)
}

const object = (apiVersion: string, kind: string, raw: Buffer) =>
  bytes('k8s\0', field(1, field(1, apiVersion), field(2, kind)), field(2, raw), field(4, ''))

test('a Secret comes with its data in base64, without what is empty', () => {
  const metadata = field(1, field(1, 'regcred'), field(2, ''), field(3, 'shop'), 7 * 8, 0, field(8))
  const data = field(2, field(1, '.dockerconfigjson'), field(2, '{"auths":{}}'))
  const secret = object('v1', 'Secret', bytes(metadata, data, field(3, 'kubernetes.io/dockerconfigjson'), 5 * 8, 1))
  assert.deepEqual(decodeProtobuf(secret), {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: {name: 'regcred', namespace: 'shop'},
    data: {'.dockerconfigjson': 'eyJhdXRocyI6e319'},
    type: 'kubernetes.io/dockerconfigjson',
    immutable: true,
  })
})

test('maps and lists gather what is repeated, and a long text is read whole', () => {
  const long = 'x'.repeat(300)
  const labels = bytes(field(11, field(1, 'a'), field(2, '1')), field(11, field(1, 'b'), field(2, long)))
  const names = bytes(field(3, field(1, 'one')), field(3, field(1, 'two')))
  assert.deepEqual(decodeProtobuf(object('v1', 'ServiceAccount', bytes(field(1, labels), names))), {
    kind: 'ServiceAccount',
    apiVersion: 'v1',
    metadata: {labels: {a: '1', b: long}},
    imagePullSecrets: [{name: 'one'}, {name: 'two'}],
  })
})

test('a field that is not known is passed over, and an empty value of a map stays', () => {
  const unknown = bytes(field(9, 'later'), 15 * 8, 0x96, 0x01, 10 * 8 + 1, '12345678', 10 * 8 + 5, '1234')
  const raw = bytes(unknown, field(2, field(1, 'k')))
  assert.deepEqual(decodeProtobuf(object('v1', 'Secret', raw)), {kind: 'Secret', apiVersion: 'v1', data: {k: ''}})
})

test('what is no such encoding, or of a kind that is not in the table, is not decoded', () => {
  assert.equal(decodeProtobuf(Buffer.from('{}')), undefined)
  assert.equal(decodeProtobuf(object('apps/v1', 'Deployment', bytes())), undefined)
})
