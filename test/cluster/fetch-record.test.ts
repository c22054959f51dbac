import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {fetchAnnotation, fetchRecordText, nextFetchRecord, readFetchRecord} from '../../src/cluster/fetch-record.ts'
import {loginManifest} from '../../src/cluster/secret-manifest.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import type {NewEntry} from '../../src/credentials/write-docker-config.ts'

const vault = {helper: 'vault', server: 'quay.io', at: '2026-11-21T10:00:00Z'}

function anEntry(key: string, fetched?: NewEntry['fetched']): NewEntry {
  return {key, username: 'u', password: new Sensitive('record-canary'), ...(fetched && {fetched})}
}

function readText(text: string) {
  return Object.fromEntries(readFetchRecord({metadata: {annotations: {[fetchAnnotation]: text}}}))
}

describe('the record of fetched logins', () => {
  test('is what was written, and holds no login', () => {
    const manifest = loginManifest({name: 'a'}, [anEntry('quay.io', vault), anEntry('ghcr.io')])
    assert.deepEqual(Object.fromEntries(readFetchRecord(manifest)), {'quay.io': vault})
    assert.doesNotMatch(JSON.stringify(manifest.metadata), /canary/)
  })

  test('does not stand in a Secret whose logins no helper gave', () =>
    assert.deepEqual(loginManifest({name: 'a'}, [anEntry('quay.io')]).metadata, {name: 'a'}))

  test('ends for a key whose login is given by hand, however the key is written', () => {
    const record = new Map([['quay.io', vault]])
    assert.equal(fetchRecordText(nextFetchRecord(record, [anEntry('https://quay.io/v1/')])), undefined)
    assert.deepEqual([...nextFetchRecord(record, [anEntry('ghcr.io')])], [['quay.io', vault]])
  })

  for (const [sentence, text, expected] of [
    ['no JSON', '{', {}],
    ['a list', '[1]', {}],
    ['a text for a record', '{"quay.io":"vault"}', {}],
    ['no helper', '{"quay.io":{"server":"quay.io"}}', {}],
    ['a helper alone', '{"quay.io":{"helper":"vault"}}', {'quay.io': {helper: 'vault', server: 'quay.io'}}],
    ['no time', '{"quay.io":{"helper":"vault","at":"soon"}}', {'quay.io': {helper: 'vault', server: 'quay.io'}}],
  ] as const) {
    test(`is read from ${sentence}`, () => assert.deepEqual(readText(text), expected))
  }
})
