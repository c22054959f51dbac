import {healthy} from '../../../src/doctor/diagnoses/healthy.ts'
import {anEvent, aPull} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

const running = {state: {kind: 'running'}} as const
const refusal = anEvent(
  'Failed',
  'Failed to pull image "registry.corp/team/app:1.0": dial tcp: lookup registry.corp: no such host',
)

testDiagnosis(healthy, {
  finds: {
    'the container runs, and its events tell of pulls that failed': {
      pull: aPull({container: running, events: [refusal, anEvent('Pulled', 'Successfully pulled image "app"')]}),
      certainty: 'proved',
      message: 'image "registry.corp/team/app:1.0" failed to pull before, and has been pulled since',
    },
  },
  silent: {
    'it never failed': aPull({container: running, events: [anEvent('Pulled', 'Successfully pulled image "app"')]}),
    'it still fails': aPull({says: [{fault: 'dns'}], events: [refusal]}),
    'it has not started yet': aPull({events: [refusal]}),
    "another container's pull failed": aPull({container: running, events: [{...refusal, container: 'sidecar'}]}),
  },
})
