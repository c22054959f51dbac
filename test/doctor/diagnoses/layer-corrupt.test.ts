import {layerCorrupt} from '../../../src/doctor/diagnoses/layer-corrupt.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {layerAt, readable, readableWith} from '../outcomes.ts'

const says = [{fault: 'digest-mismatch', at: 'blob'}] as const

testDiagnosis(layerCorrupt, {
  finds: {
    'the message states it': {
      pull: aPull({says, candidates: stating('layer-corrupt')}),
      certainty: 'likely',
      message: 'a layer of "registry.corp/team/app:1.0" does not arrive whole from registry.corp',
    },
    'the registry does not have the layer': {
      pull: aPull({
        says,
        candidates: stating('layer-corrupt'),
        anonymous: readableWith(layerAt('registry.corp', {kind: 'not-found'})),
      }),
      certainty: 'proved',
      message: 'a layer of "registry.corp/team/app:1.0" does not arrive whole from registry.corp',
    },
    'it is one of several readings': {
      pull: aPull({says, candidates: stating('unknown', 'layer-corrupt')}),
      certainty: 'possible',
      message: 'a layer of "registry.corp/team/app:1.0" does not arrive whole from registry.corp',
    },
  },
  silent: {
    'the pull does not fail': aPull({anonymous: readable}),
    'the message speaks of another cause': aPull({says: [{fault: 'dns'}], candidates: stating('dns-failure')}),
    'the pause image is meant': aPull({says, isSandbox: true, candidates: stating('layer-corrupt')}),
  },
})
