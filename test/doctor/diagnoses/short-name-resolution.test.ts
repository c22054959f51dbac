import {shortNameResolution} from '../../../src/doctor/diagnoses/short-name-resolution.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'short-name'}] as const

testDiagnosis(shortNameResolution, {
  finds: {
    'the message states it': {
      pull: aPull({image: 'team/app:1.0', says, candidates: stating('short-name-resolution')}),
      certainty: 'likely',
      message: 'image "team/app:1.0" names no registry, and the node\'s runtime does not complete it',
    },
    'it is one of several readings': {
      pull: aPull({image: 'team/app:1.0', says, candidates: stating('unknown', 'short-name-resolution')}),
      certainty: 'possible',
      message: 'image "team/app:1.0" names no registry, and the node\'s runtime does not complete it',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('short-name-resolution')}),
  },
})
