import {diskFull} from '../../../src/doctor/diagnoses/disk-full.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const says = [{fault: 'no-space', at: 'unpack'}] as const
const node = {name: 'node-1', architecture: 'arm64', operatingSystem: 'linux', pressures: ['DiskPressure']}

testDiagnosis(diskFull, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('disk-full'), node}),
      certainty: 'likely',
      message: 'node "node-1" has no room left for the image',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'disk-full'), node}),
      certainty: 'possible',
      message: 'node "node-1" has no room left for the image',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('disk-full')}),
  },
})
