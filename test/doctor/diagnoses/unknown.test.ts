import assert from 'node:assert/strict'
import {test} from 'node:test'
import {unknown} from '../../../src/doctor/diagnoses/unknown.ts'
import {anEntry, aPull, aSecret, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

testDiagnosis(unknown, {
  finds: {
    'the kubelet only says that it backs off': {
      pull: aPull({says: [{}]}),
      certainty: 'possible',
      message: 'the pull of "registry.corp/team/app:1.0" fails, and the evidence does not show why',
      command: 'kubectl describe pod web-0 -n shop',
    },
    'it passes on what the message allows': {
      pull: aPull({says: [{}], candidates: stating('unknown', 'timeout')}),
      certainty: 'possible',
      message: 'the pull of "registry.corp/team/app:1.0" fails, and the evidence does not show why',
      command: 'kubectl imagecreds explain timeout',
    },
    'the last try brought no login and the next will': {
      pull: aPull({
        says: [{fault: 'unauthorized', at: 'token', presented: 'nothing'}],
        secrets: [aSecret('regcred', anEntry('registry.corp'))],
      }),
      certainty: 'possible',
      message:
        'the last pull of "registry.corp/team/app:1.0" brought no login, and there is one now: the login "bot" of secret "regcred" (entry "registry.corp")',
    },
  },
  silent: {
    'the pull does not fail': aPull(),
    'the Pod runs': aPull({container: {state: {kind: 'running'}}}),
  },
})

test('what the message allowed at the last try is no longer worth a look once there is a login', () => {
  const mended = aPull({
    says: [{fault: 'unauthorized', at: 'token', presented: 'nothing'}],
    secrets: [aSecret('regcred', anEntry('registry.corp'))],
    candidates: stating('no-credentials', 'secret-empty'),
  })
  assert.deepEqual(
    unknown.examine(mended).flatMap(({remedies}) => remedies),
    [{step: "Wait for the kubelet's next try, within five minutes."}],
  )
})
