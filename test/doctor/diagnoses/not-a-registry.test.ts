import {notARegistry} from '../../../src/doctor/diagnoses/not-a-registry.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {page, readable} from '../outcomes.ts'

const says = [{fault: 'html'}] as const

testDiagnosis(notARegistry, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('not-a-registry')}),
      certainty: 'likely',
      message: 'registry.corp does not answer as a registry does',
    },
    'a page answers here with the 404 that the node met': {
      pull: aPull({says: [{fault: 'not-found'}], candidates: stating('tag-not-found'), anonymous: page(404)}),
      certainty: 'proved',
      message: 'registry.corp does not answer as a registry does',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'not-a-registry')}),
      certainty: 'possible',
      message: 'registry.corp does not answer as a registry does',
    },
  },
  silent: {
    'a page answers here where the node met a 404, so something stands before this machine': aPull({
      says: [{fault: 'not-found'}],
      candidates: stating('tag-not-found'),
      anonymous: page(200),
    }),
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('not-a-registry')}),
  },
})
