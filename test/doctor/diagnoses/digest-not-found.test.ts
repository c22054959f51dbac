import {digestNotFound} from '../../../src/doctor/diagnoses/digest-not-found.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {manifestUnknown, readableWith} from '../outcomes.ts'

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
    'the digest is that of a layer': {
      pull: aPull({
        image: `registry.corp/team/app@${digest}`,
        says,
        candidates: stating('digest-not-found'),
        anonymous: {...manifestUnknown, kind: 'manifest-unknown', isBlob: true},
      }),
      certainty: 'proved',
      message: `registry.corp/team/app has no manifest ${digest}; it is the digest of a layer or of an image ID`,
    },
    'the tag leads to an index, and what it lists for the node is gone': {
      pull: aPull({
        says: [{fault: 'not-found'}],
        candidates: stating('tag-not-found'),
        anonymous: readableWith({missingChildren: [{platform: 'linux/arm64', digest}]}),
      }),
      certainty: 'proved',
      message: `"registry.corp/team/app:1.0" lists ${digest} for linux/arm64, and registry.corp does not have it`,
      command: 'kubectl set image deployment/web -n shop web=IMAGE',
    },
    'the runtime says so of a manifest behind the index': {
      pull: aPull({says: [{fault: 'not-found', at: 'manifest'}], candidates: stating('digest-not-found')}),
      certainty: 'likely',
      message: '"registry.corp/team/app:1.0" lists a manifest that registry.corp does not have',
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
