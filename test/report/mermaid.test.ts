import assert from 'node:assert/strict'
import {test} from 'node:test'
import {diagnosePulls} from '../../src/app/diagnose-pulls.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {examine} from '../../src/doctor/examine.ts'
import {pullPathMermaid, reportMermaid} from '../../src/report/mermaid.ts'
import {pullPath} from '../../src/report/pull-path.ts'
import {captures} from '../cluster/captures.ts'
import {aMissingSecret, anEntry, aPull, aSecret} from '../doctor/builders.ts'

/** The part of Mermaid's flowchart grammar that is used: one statement a line, labels quoted, entities with a number. */
const label = /"(?:[\p{L}\p{N} ./:,()@=✓✗?…-]|#\d+;)*"/u.source
const statements = [
  new RegExp(`^subgraph path\\d+ \\[${label}\\]$`, 'u'),
  /^end$/,
  new RegExp(`^path\\d+_\\d+\\[${label}\\]:::(?:good|broken|passedOver|notChecked)$`, 'u'),
  /^path\d+_\d+ (?:-->|-\.->|--x) path\d+_\d+$/,
  /^classDef (?:good|broken|passedOver|notChecked) [a-z-]+:[^,]+(?:,[a-z-]+:[^,]+)*$/,
]

function assertFlowchart(text: string): void {
  const [first, ...lines] = text.trimEnd().split('\n')
  assert.equal(first, 'flowchart TD')
  for (const line of lines) {
    assert.ok(
      statements.some((statement) => statement.test(line.trim())),
      line,
    )
  }
  const nodes = new Set(Array.from(text.matchAll(/^ *(path\d+_\d+)\[/gm), ([, node]) => node))
  const ends = Array.from(text.matchAll(/(path\d+_\d+) \S+ (path\d+_\d+)$/gm)).flatMap(([, from, to]) => [from, to])
  assert.ok(ends.every((end) => nodes.has(end)))
  assert.equal(text.match(/^ *subgraph/gm)?.length, text.match(/^ *end$/gm)?.length)
}

test('a path is a flowchart with solid arrows along what is used and dotted ones to what is passed over', () => {
  const pullCase = aPull({
    secrets: [aSecret('regcred', anEntry('registry.corp')), aMissingSecret('gone')],
    says: [{fault: 'unauthorized'}],
  })
  const text = pullPathMermaid(pullPath(pullCase, examine(pullCase, catalogue).causes[0]))
  assertFlowchart(text)
  assert.match(text, /path0_6\["✗ login: bot/)
  assert.match(text, /path0_5 --x path0_6\n/)
  assert.match(text, /path0_6 -\.-> path0_7\n.*path0_6 --> path0_8\n/)
})

test('no name of a cluster gets out of its label', () => {
  const hostile = 'x"]; click a href "javascript:alert(1)"\nend <b>&amp;#59; %%{init}%% `md`'
  const text = pullPathMermaid(pullPath(aPull({image: hostile, pod: {name: hostile, serviceAccountName: hostile}})))
  assertFlowchart(text)
})

test('the paths of every recorded namespace are flowcharts', async () => {
  for (const capture of captures) {
    const ask = {notAsked: 'nobody may be asked'}
    assertFlowchart(reportMermaid(await diagnosePulls(readManifests([capture]), {scope: capture.name, ask})))
  }
})
