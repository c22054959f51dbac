import assert from 'node:assert/strict'
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {helpUri} from '../../src/doctor/help-uri.ts'

const root = join(import.meta.dirname, '../..')

test('every page of a diagnosis is in the repository that the package names', () => {
  const {homepage} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const {code} of catalogue) {
    const [repository, page = ''] = helpUri(code).split('/blob/main/')
    assert.equal(repository, homepage)
    assert.ok(page.endsWith('.md') && existsSync(join(root, page)), page)
  }
})
