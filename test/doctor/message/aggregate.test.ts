import assert from 'node:assert/strict'
import {test} from 'node:test'
import {attempts} from '../../../src/doctor/message/aggregate.ts'

const head = 'Failed to pull image "r.example.com/app:1": '
const one = 'failed to pull and unpack image "r.example.com/app:1": failed to authorize, it says: 401 Unauthorized'
const other = 'failed to pull and unpack image "r.example.com/app:1": r.example.com/app:1: not found'

const messages: Readonly<Record<string, readonly [message: string, attempts: readonly string[]]>> = {
  'one error stays whole': [head + one, [head + one]],
  'two errors of two logins are parted': [`${head}[${one}, ${other}]`, [head + one, head + other]],
  'a list that stands alone is parted': [`[${one}, ${other}]`, [one, other]],
  'a list behind the reason of a back-off is parted': [
    `Back-off pulling image "a": ErrImagePull: [${one}, ${other}]`,
    [`Back-off pulling image "a": ErrImagePull: ${one}`, `Back-off pulling image "a": ErrImagePull: ${other}`],
  ],
  'a list without a blank before it is parted': [
    `Failed to pull image "a":[${one}, ${other}]`,
    [`Failed to pull image "a":${one}`, `Failed to pull image "a":${other}`],
  ],
  'a list that was cut off is parted': [
    `${head}[${one}, failed to pull and unp`,
    [`${head}${one}, failed to pull and unp`],
  ],
  'an address in brackets is no list': [
    `${head}Get "https://r/v2/": dial tcp [::1]:5000: connect: connection refused`,
    [`${head}Get "https://r/v2/": dial tcp [::1]:5000: connect: connection refused`],
  ],
  'what containerd asked for is no list': [
    `${head}pulling from host r failed with status code [manifests 1]: 401 Unauthorized`,
    [`${head}pulling from host r failed with status code [manifests 1]: 401 Unauthorized`],
  ],
  'what a registry quotes is no list': [
    `${head}denied: "x": [rpc error: one, rpc error: two]`,
    [`${head}denied: "x": [rpc error: one, rpc error: two]`],
  ],
}

for (const [sentence, [message, expected]] of Object.entries(messages)) {
  test(sentence, () => assert.deepEqual(attempts(message), expected))
}
