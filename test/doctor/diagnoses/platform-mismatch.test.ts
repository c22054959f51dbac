import {platformMismatch} from '../../../src/doctor/diagnoses/platform-mismatch.ts'
import type {ProbeOutcome} from '../../../src/registry/probe.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, readableWith} from '../outcomes.ts'

const says = [{fault: 'no-platform'}] as const
const node = {name: 'node-1', architecture: 'arm64', operatingSystem: 'linux', pressures: ['DiskPressure']}

function indexOf(...platforms: readonly string[]): ProbeOutcome {
  return {...readable, kind: 'readable', platforms}
}

testDiagnosis(platformMismatch, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('platform-mismatch'), node}),
      certainty: 'likely',
      message: 'image "registry.corp/team/app:1.0" has no build for the node\'s platform (linux/arm64)',
    },
    "the registry's index has nothing for it": {
      pull: aPull({says, candidates: stating('platform-mismatch'), node, anonymous: indexOf('linux/amd64')}),
      certainty: 'proved',
      message: 'image "registry.corp/team/app:1.0" has no build for the node\'s platform (linux/arm64)',
    },
    'nor for anything else, where the node is not known': {
      pull: aPull({says, candidates: stating('platform-mismatch'), anonymous: indexOf('windows/amd64')}),
      certainty: 'proved',
      message: 'image "registry.corp/team/app:1.0" has no build for the node\'s platform',
    },
    'the registry was asked for the platform of the node': {
      pull: aPull({
        says,
        candidates: stating('platform-mismatch'),
        node,
        anonymous: readableWith({missingPlatforms: ['linux/arm64']}),
      }),
      certainty: 'proved',
      message: 'image "registry.corp/team/app:1.0" has no build for the node\'s platform (linux/arm64)',
    },
    'it has by now': {
      pull: aPull({says, candidates: stating('platform-mismatch'), node, anonymous: indexOf('linux/arm64/v8')}),
      certainty: 'likely',
      message: 'image "registry.corp/team/app:1.0" has no build for the node\'s platform (linux/arm64)',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'platform-mismatch'), node}),
      certainty: 'possible',
      message: 'image "registry.corp/team/app:1.0" has no build for the node\'s platform (linux/arm64)',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('platform-mismatch')}),
  },
})
