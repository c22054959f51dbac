import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {causes} from '../src/doctor/cause.ts'
import {catalogue} from '../src/doctor/diagnoses/catalogue.ts'
import {diagnosisName} from '../src/doctor/diagnosis.ts'
import {catalogueTable} from './doctor/catalogue-table.ts'

const root = join(import.meta.dirname, '..')
const diagnoses = join(root, 'src/doctor/diagnoses')

test('each file of diagnoses is in the catalogue under its own name, and the reverse', () => {
  const files = readdirSync(diagnoses).filter((file) => file !== 'catalogue.ts')
  assert.deepEqual(files.sort(), catalogue.map(({cause}) => `${cause}.ts`).sort())
})

test('each cause has a diagnosis, and each cause that a truth may name is one', () => {
  const [, ...rows] = readFileSync(join(root, 'test/fixtures/causes.tsv'), 'utf8').trim().split('\n')
  assert.deepEqual(catalogue.map(({cause}) => cause).sort(), [...causes].sort())
  const named = rows.map((row) => row.split('\t')[1] ?? '')
  assert.deepEqual(new Set(causes).difference(new Set(named)), new Set(['pull-in-progress']))
  assert.deepEqual(new Set(named).difference(new Set(causes)), new Set())
})

test('codes and names are unique, have four digits by stage, and are sorted', () => {
  const codes = catalogue.map(({code}) => code)
  assert.deepEqual(codes, [...new Set(codes)].sort())
  for (const code of codes) assert.match(code, /^ICR1[0-6]\d\d$/)
  assert.equal(new Set(catalogue.map(diagnosisName)).size, catalogue.length)
})

test('a retired code is not used again', () => {
  const text = readFileSync(join(diagnoses, 'catalogue.ts'), 'utf8')
  const retired = [...text.matchAll(/\/\/ .*?(ICR\d{4})/g)].map(([, code]) => code)
  assert.deepEqual(
    catalogue.filter(({code}) => retired.includes(code)).map(({code}) => code),
    [],
  )
})

test('each diagnosis has a twin test, whose form asks for one find, two silences and the facts it declares', () => {
  for (const {cause} of catalogue) {
    const text = readFileSync(join(root, `test/doctor/diagnoses/${cause}.test.ts`), 'utf8')
    assert.match(text, new RegExp(`from '../../../src/doctor/diagnoses/${cause}.ts'`))
    assert.match(text, /^testDiagnosis\(/m)
  }
})

test('each cause is the first thing that a whole screen of doctor says, and no screen is without its cause', () => {
  const screens = join(root, 'test/commands/screens')
  assert.deepEqual(readdirSync(screens).sort(), catalogue.map(({cause}) => `${cause}.txt`).sort())
  for (const {code, cause} of catalogue) {
    const screen = readFileSync(join(screens, `${cause}.txt`), 'utf8')
    const first = screen.split('\n').find((line) => /^\S ICR\d{4} /.test(line))
    assert.match(first ?? '', new RegExp(`^\\S ${code} ${diagnosisName({cause})}(?: |$)`), cause)
  }
})

test('each page has its four headings in order, and between 15 and 40 lines', () => {
  for (const {code, explanation} of catalogue) {
    const lines = explanation.trimEnd().split('\n')
    const headings = lines.filter((line) => /^\S/.test(line))
    assert.deepEqual(
      headings,
      ['What you see', 'Why it happens', 'How to fix it', 'When this is not the cause'],
      `${code} has other headings`,
    )
    assert.ok(lines.length >= 15 && lines.length <= 40, `${code} has ${lines.length} lines`)
  }
})

test('pages and summaries keep to the form: 120 columns, no appeal, no period after a summary', () => {
  for (const {code, explanation, summary} of catalogue) {
    const prose = explanation.split('\n').filter((line) => !line.startsWith('    '))
    for (const line of prose) assert.ok(line.length <= 120, `${code}: ${line}`)
    assert.doesNotMatch(`${summary} ${explanation}`, /\b(?:simply|just|please)\b|!(?:\s|$)/i, code)
    assert.doesNotMatch(summary, /\.$|\n/, code)
  }
})

test('pages refer to diagnoses that exist', () => {
  const names = new Set(catalogue.map(diagnosisName))
  const codes = new Set<string>(catalogue.map(({code}) => code))
  for (const {code, explanation} of catalogue) {
    for (const [, name = ''] of explanation.matchAll(/(?<!you )\bsee\s+([A-Z][a-z]+(?:[A-Z][a-z]+)+)\b/g)) {
      assert.ok(names.has(name), `${code} refers to ${name}`)
    }
    for (const [other] of explanation.matchAll(/ICR\d{4}/g)) assert.ok(codes.has(other), `${code} refers to ${other}`)
  }
})

test('what a diagnosis supersedes exists, is not itself, and no two supersede each other in a circle', () => {
  const supersedes = new Map(catalogue.map((diagnosis) => [diagnosis.cause, diagnosis.supersedes]))
  const reaches = (from: (typeof causes)[number], path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(from)) return [...path, from]
    for (const next of supersedes.get(from) ?? []) {
      const circle = reaches(next, [...path, from])
      if (circle) return circle
    }
    return undefined
  }
  for (const {cause} of catalogue) {
    for (const other of supersedes.get(cause) ?? []) assert.ok(supersedes.has(other), `${cause} supersedes ${other}`)
    assert.equal(reaches(cause, []), undefined)
  }
})

test('the table of causes in src/doctor/README.md is the one made from the catalogue', () => {
  const readme = readFileSync(join(root, 'src/doctor/README.md'), 'utf8')
  const table = /(?<=<!-- causes -->\n\n)[\s\S]*?(?=\n\n<!-- \/causes -->)/.exec(readme)?.[0]
  assert.equal(table, catalogueTable(catalogue))
})
