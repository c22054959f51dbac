import {nodeClockSkew} from '../../../src/doctor/diagnoses/node-clock-skew.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'tls-time'}] as const
const pod = {createdAt: '2026-06-01T10:00:00Z'}
const early = 'x509: certificate has expired or is not yet valid: current time 1970-01-01T00:10:00Z is before'
const late = 'x509: certificate has expired or is not yet valid: current time 2038-01-01T00:00:00Z is after'

const stated = aPull({says, candidates: stating('node-clock-skew')})

testDiagnosis(nodeClockSkew, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('node-clock-skew')}),
      certainty: 'likely',
      message: 'the clock of node "node-1" is wrong, so the certificate of registry.corp looks invalid to it',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'node-clock-skew')}),
      certainty: 'possible',
      message: 'the clock of node "node-1" is wrong, so the certificate of registry.corp looks invalid to it',
    },
    'the certificate began before the Pod was made, which proves it': {
      pull: aPull({says, pod, message: `${early} 2026-05-01T00:00:00Z`, candidates: stating('node-clock-skew')}),
      certainty: 'proved',
      message:
        'the clock of node "node-1" is behind the API server\'s, so the certificate of registry.corp looks not yet valid to it',
    },
    'the certificate ends after the time of the API server, which proves it': {
      pull: aPull({
        says,
        pod,
        message: `${late} 2027-01-01T00:00:00Z`,
        clockSkewSeconds: 0,
        candidates: stating('tls-expired', 'node-clock-skew'),
      }),
      certainty: 'proved',
      message:
        'the clock of node "node-1" is ahead of the API server\'s, so the certificate of registry.corp looks expired to it',
    },
  },
  silent: {
    'only this machine has met it': {...stated, failure: stated.failure && {...stated.failure, from: 'probe'}},
    'the certificate ended before the Pod was made': aPull({
      says,
      pod,
      message: `${late} 2026-05-01T00:00:00Z`,
      candidates: stating('tls-expired', 'node-clock-skew'),
    }),
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('node-clock-skew')}),
  },
})
