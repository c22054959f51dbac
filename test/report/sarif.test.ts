import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {describe, test} from 'node:test'
import {Ajv} from 'ajv'
import {diagnosePulls} from '../../src/app/diagnose-pulls.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {reportSarif} from '../../src/report/sarif.ts'
import {createTheme} from '../../src/report/theme.ts'
import {captures} from '../cluster/captures.ts'

/** SARIF 2.1.0 as the committee has published it; its formats are those of URIs and times. */
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(readFileSync(new URL('../fixtures/sarif/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'))
const validate = new Ajv({
  strict: false,
  allErrors: true,
  unicodeRegExp: false,
  formats: {uri: true, 'uri-reference': true, 'date-time': true},
}).compile(schema)

const options = {
  textOptions: async () => ({width: 80, theme: createTheme({color: false, unicode: true})}),
  tool: {name: 'kubectl-imagecreds', version: '0.1.0'},
}

describe('the log is valid against the schema of SARIF 2.1.0', () => {
  for (const capture of captures) {
    test(capture.name, async () => {
      const log: Log = JSON.parse(await reportSarif(await reportOn(capture), options))
      const isValid: boolean = validate(log)
      assert.ok(isValid, JSON.stringify(validate.errors?.slice(0, 3)))
      const [run] = log.runs
      for (const {ruleId, ruleIndex} of run?.results ?? []) assert.equal(run?.tool.driver.rules[ruleIndex]?.id, ruleId)
    })
  }

  test('and one without its version is not', () => assert.equal(validate({runs: []}), false))
})

test('a result is known again in the next run, and from all others', async () => {
  const [capture] = captures
  assert.ok(capture)
  const prints = async () =>
    JSON.parse(await reportSarif(await reportOn(capture), options)).runs[0].results.map(
      ({partialFingerprints}: {partialFingerprints: object}) => JSON.stringify(partialFingerprints),
    )
  const first = await prints()
  assert.deepEqual(await prints(), first)
  assert.equal(new Set(first).size, first.length)
})

interface Log {
  readonly runs: readonly {
    readonly tool: {readonly driver: {readonly rules: readonly {readonly id: string}[]}}
    readonly results: readonly {readonly ruleId: string; readonly ruleIndex: number}[]
  }[]
}

function reportOn(capture: (typeof captures)[number]) {
  return diagnosePulls(readManifests([capture]), {scope: capture.name, ask: {notAsked: '--no-probe was given'}})
}
