import assert from 'node:assert/strict'
import test from 'node:test'
import {addressRange} from '../../src/registry/address.ts'

for (const [host, range] of [
  ['169.254.169.254', 'link-local'],
  ['169.254.0.1', 'link-local'],
  ['[fe80::1]', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['[::ffff:169.254.169.254]', 'link-local'],
  ['::ffff:a9fe:a9fe', 'link-local'],
  ['64:ff9b::a9fe:a9fe', 'link-local'],
  ['fd00:ec2::254', 'link-local'],
  ['2002:a9fe:a9fe::1', 'link-local'],
  ['::169.254.169.254', 'link-local'],
  ['::ffff:0:169.254.169.254', 'link-local'],
  ['fd20:ce::254', 'link-local'],
  ['fd00:c1::a9fe:a9fe', 'link-local'],
  ['instance-data.ec2.internal', 'link-local'],
  ['100.100.100.200', 'link-local'],
  ['metadata.google.internal', 'link-local'],
  ['metadata.tencentyun.com', 'link-local'],
  ['Metadata.Google.Internal.', 'link-local'],
  ['127.0.0.1', 'private'],
  ['0.0.0.0', 'private'],
  ['[::1]', 'private'],
  ['[::]', 'private'],
  ['10.1.2.3', 'private'],
  ['172.31.0.1', 'private'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'private'],
  ['fd12::1', 'private'],
  ['::ffff:10.0.0.1', 'private'],
  ['localhost', 'private'],
  ['Registry.Localhost.', 'private'],
  ['8.8.8.8', 'public'],
  ['172.32.0.1', 'public'],
  ['2001:db8::1', 'public'],
  ['registry.example.com', 'public'],
  ['10.example.com', 'public'],
  ['', 'public'],
] as const) {
  test(`${host || 'no host'} is ${range}`, () => {
    assert.equal(addressRange(host), range)
  })
}
