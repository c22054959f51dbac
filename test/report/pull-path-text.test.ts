import assert from 'node:assert/strict'
import {test} from 'node:test'
import {diagnosePulls} from '../../src/app/diagnose-pulls.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {examine} from '../../src/doctor/examine.ts'
import {displayWidth} from '../../src/report/display-width.ts'
import {pullPath} from '../../src/report/pull-path.ts'
import {pullPathText} from '../../src/report/pull-path-text.ts'
import {createTheme} from '../../src/report/theme.ts'
import {captures} from '../cluster/captures.ts'
import {aMissingSecret, anEntry, aPull, aSecret} from '../doctor/builders.ts'
import {unauthorized} from '../doctor/outcomes.ts'

const pullCase = aPull({
  secrets: [aMissingSecret('gone'), aSecret('regcred', anEntry('registry.corp'))],
  says: [{fault: 'unauthorized'}],
  answers: [unauthorized],
})
const path = pullPath(pullCase, examine(pullCase, catalogue).causes[0])

test('a path is a chain with ticks, a cross where it breaks, and a question mark at what nobody has seen', () => {
  const theme = createTheme({color: false, unicode: true})
  assert.equal(
    `\n${pullPathText(path, {width: 60, theme}).join('\n')}\n`,
    `
path of pod/web-0 (web)
  ┌ ✓ owner           Deployment/web
  ├ ✓ Pod             web-0  container "web"
  ├ ✓ image           registry.corp/team/app:1.0
  ├ ✓ ServiceAccount  default
  ├ ✓ pull Secret     regcred
  │   ✓ key           registry.corp
  ╳   ✗ login         bot  the registry or its token server
  ┆                   refuses the login
  ├ - pull Secret     gone  does not exist
  ├ ✓ registry        registry.corp
  ├ - token server    none  the registry has none
  ├ ? repository      team/app  not reached
  ├ ? tag             1.0  not reached
  ├ ? platform        that of the node  not reached
  └ ? node            node-1  waits for the image
`,
  )
})

test('a terminal that shows ASCII alone gets a path in ASCII', () => {
  const lines = pullPathText(path, {width: 80, theme: createTheme({color: false, unicode: false})})
  assert.match(lines.join('\n'), /^[\x20-\x7E\n]+$/)
})

test('no line of any recorded path is longer than the terminal is wide', async () => {
  const theme = createTheme({color: false, unicode: true})
  for (const capture of captures) {
    const ask = {notAsked: 'nobody may be asked'}
    const {paths = []} = await diagnosePulls(readManifests([capture]), {scope: capture.name, ask, isNamed: true})
    for (const width of [40, 60, 80, 120]) {
      const lines = paths.flatMap((each) => pullPathText(each, {width, theme}))
      assert.deepEqual(
        lines.filter((line) => displayWidth(line) > width),
        [],
      )
    }
  }
})
