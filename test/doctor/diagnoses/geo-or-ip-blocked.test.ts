import {geoOrIpBlocked} from '../../../src/doctor/diagnoses/geo-or-ip-blocked.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'forbidden'}] as const

testDiagnosis(geoOrIpBlocked, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('geo-or-ip-blocked')}),
      certainty: 'likely',
      message: 'registry.corp refuses the address that the node comes from',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'geo-or-ip-blocked')}),
      certainty: 'possible',
      message: 'registry.corp refuses the address that the node comes from',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('geo-or-ip-blocked')}),
  },
})
