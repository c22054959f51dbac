import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import fc from 'fast-check'
import {parse} from 'yaml'
import {diagnosePulls} from '../../src/app/diagnose-pulls.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {renderReport, reportFormatNames} from '../../src/report/formats.ts'
import type {Report} from '../../src/report/report.ts'
import {createTheme} from '../../src/report/theme.ts'
import {captures, recordedObjects} from '../cluster/captures.ts'
import {assertMarkup} from './markup.ts'

// Recorded clusters, in whose texts something is put that means more than itself to a terminal, a browser or a parser.

const seed = Number(process.env['IMAGECREDS_SEED'] ?? 20261124)
const numRuns = process.env['IMAGECREDS_LONG'] === undefined ? 60 : 1000

/** What terminals act on, what turns or hides text, and what ends a line; `zq` stands nowhere else. */
const forTerminals = [
  ...[
    '\u001b[2Jzq',
    '\u001b]8;;https://zq.test/\u0007zq\u001b]8;;\u0007',
    '\u001bP1$qzq\u001b\\',
    '\u009b31mzq',
    '\bzq',
  ],
  ...['\u202ezq\u202c', '\u2066zq', '\rzq', '\nzq', '\tzq', '\u0085zq', '\u2028zq', '\u007f', '\ufeff', '\u00ad', '\0'],
  ...['\u{e0041}\u{e007f}', '\u061c', '\u3164', '\u115f', '\ud800', '\ue000', '\uffff', `z${'\u0301'.repeat(2000)}q`],
  ...['👩‍👩‍👧‍👦', '\u200d\u200d', '﷽'.repeat(40)],
]
const forMarkup = [
  ...['<zq onload=zq>', '"zq="', "'zq='", '](zq:zq)', '`zq', '|zq', '<!--zq', ']]>zq', '&zq;', '</style><zq>', '<zq'],
  ...['"]\nzq --> zq', '%%{zq}%%', '$(zq)', '\\', '{{zq}}', '\n---\nzq: 1', '*zq', '- zq', 'javascript:zq', '\n::zq::'],
]
const piece = fc.constantFrom(...forTerminals, ...forMarkup)

const inert = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u

/** An object with the texts that `change` makes of its texts; what kind of object it is stays. */
function changed(value: unknown, change: (text: string) => string, key = ''): unknown {
  if (typeof value === 'string') return changedText(value, change, key)
  if (Array.isArray(value)) return value.map((member) => changed(member, change, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, changed(member, change, name)]))
}

const kept = new Set(['apiVersion', 'kind', 'uid', 'type', 'phase', 'imagePullPolicy'])

function changedText(text: string, change: (text: string) => string, key: string): string {
  if (kept.has(key) || key.endsWith('Timestamp') || key.endsWith('Time') || key.endsWith('At')) return text
  if (!key.startsWith('.dockerc')) return change(text)
  return Buffer.from(change(Buffer.from(text, 'base64').toString())).toString('base64')
}

/** In one text of three, somewhere. A text that was changed is changed alike wherever it stands, so that names still lead on. */
function putting(pieces: readonly string[], at: number): (text: string) => string {
  return (text) => {
    const sum = [...text].reduce((total, sign) => (total * 31 + (sign.codePointAt(0) ?? 0)) % 65_521, at)
    const index = sum % (text.length + 1)
    return sum % 3 === 0 ? text.slice(0, index) + pieces[sum % pieces.length] + text.slice(index) : text
  }
}

const reports = fc
  .tuple(fc.constantFrom(...captures), fc.array(piece, {minLength: 1, maxLength: 6}), fc.nat())
  .map(([capture, pieces, at]) => {
    const items = recordedObjects(capture).map((object) => changed(object, putting(pieces, at)))
    return JSON.stringify({apiVersion: 'v1', kind: 'List', items})
  })

async function reportOf(text: string): Promise<Report> {
  const ask = {notAsked: '--no-probe was given'}
  return diagnosePulls(readManifests([{name: 'list.json', text}]), {scope: 'standard input', ask})
}

describe('whatever a cluster says is inert and whole in', () => {
  const tool = {name: 'kubectl-imagecreds', version: '0.1.0'}
  const textOptions = async () => ({width: 80, theme: createTheme({color: false, unicode: true})})
  for (const format of reportFormatNames) {
    test(`a report as ${format}`, async () => {
      let told = 0
      const property = fc.asyncProperty(reports, async (text) => {
        const report = await reportOf(text)
        const shown = await renderReport(report, format, {textOptions, tool, showsNamespaces: true})
        assert.doesNotMatch(shown, inert)
        if (/zq|z\u0301/.test(shown)) told += 1
        shapes[format]?.(shown, report)
      })
      await fc.assert(property, {seed, numRuns})
      assert.ok(told > numRuns / 10, `${told} of ${numRuns} reports show what was put in`)
    })
  }
})

/** What a reader of the format makes of it. */
const shapes: Readonly<Record<string, (shown: string, report: Report) => void>> = {
  json: (shown, report) => assert.deepEqual(JSON.parse(shown), JSON.parse(JSON.stringify(report))),
  yaml: (shown, report) => assert.deepEqual(parse(shown), JSON.parse(JSON.stringify(report))),
  sarif: (shown) => assert.equal(JSON.parse(shown).version, '2.1.0'),
  junit: assertMarkup,
  html: assertMarkup,
  mermaid: (shown) => assert.doesNotMatch(shown, /^\s*zq/m),
  name: (shown) => assert.doesNotMatch(shown, /^zq/m),
  // Outside of code, where signs are signs.
  markdown: (shown) => assert.doesNotMatch(shown.replace(/(`+)[^`](?:.|\n)*?[^`]\1(?!`)/g, ''), /<zq|(?<!\\)\]\(zq/),
}
