import {digestNotFound} from '../../../src/doctor/diagnoses/digest-not-found.ts'
import {aPull, manifestUnknown, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

const says = [{fault: 'manifest-unknown'}] as const
const digest = `sha256:${'a'.repeat(64)}`

testDiagnosis(digestNotFound, {
  finds: {
    'the message states it': {
      pull: aPull({image: `registry.corp/team/app@${digest}`, says, candidates: stating('digest-not-found')}),
      certainty: 'likely',
      message: `registry.corp/team/app has no manifest ${digest}`,
    },
    'the registry says the same to this machine': {
      pull: aPull({
        image: `registry.corp/team/app:1.0@${digest}`,
        says,
        candidates: stating('digest-not-found'),
        anonymous: manifestUnknown,
      }),
      certainty: 'proved',
      message: `registry.corp/team/app has no manifest ${digest}`,
    },
  },
  silent: {
    'the pull does not fail': aPull({image: `registry.corp/team/app@${digest}`, anonymous: manifestUnknown}),
    'a tag is asked for': aPull({says, candidates: stating('digest-not-found')}),
    'the network fails': aPull({
      image: `registry.corp/team/app@${digest}`,
      says: [{fault: 'dns'}],
      candidates: stating('dns-failure'),
    }),
  },
})
