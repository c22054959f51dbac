import assert from 'node:assert/strict'
import {test} from 'node:test'
import {withWholeEnd} from '../../../src/doctor/message/cut-off.ts'
import {errorChain} from '../../../src/doctor/message/error-chain.ts'

const ends: Readonly<Record<string, string>> = {
  'dial tcp 10.0.0.1:443: connect: connection ref': 'connection refused',
  'dial tcp 10.0.0.1:443: connect: connection re': 'connection re',
  'x509: certificate signed by unk': 'certificate signed by unknown authority',
  'x509: certificate': 'certificate',
  'authorization failed: no basic auth creden': 'no basic auth credentials',
  'status: 401 Unauth': '401 Unauthorized',
  'dial tcp: lookup r.example.com: no s': 'no s',
  'dial tcp: lookup r.example.com: no suc': 'no such host',
  'lookup r.example.com: no such host': 'no such host',
  'r.example.com/app:1: not f': 'not found',
  'failed: EOF': 'EOF',
  'the image: does not exist': 'does not exist',
}

for (const [message, end] of Object.entries(ends)) {
  test(`"${message}" ends in "${end}"`, () => assert.equal(withWholeEnd(errorChain(message)).at(-1)?.text, end))
}
