import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {helpUri} from '../../src/doctor/help-uri.ts'
import {docsPages} from './pages.ts'

const folder = join(import.meta.dirname, '../../docs')
const pages = docsPages(catalogue)

test('docs/ is what the catalogue says; "npm run docs" writes it', () => {
  const found = readdirSync(folder).filter((name) => /^(?:README|ICR\d+)\.md$/.test(name))
  assert.deepEqual(found.sort(), [...pages.keys()].sort())
  for (const [name, text] of pages) assert.equal(readFileSync(join(folder, name), 'utf8'), text, name)
})

test('the address in a report is that of a page, and every link of a page leads to one', () => {
  for (const {code} of catalogue) assert.ok(pages.has(helpUri(code).split('/').at(-1) ?? ''))
  for (const [name, text] of pages) {
    for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) assert.ok(pages.has(target), `${name}: ${target}`)
  }
})
