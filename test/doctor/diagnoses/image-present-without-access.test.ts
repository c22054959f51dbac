import {imagePresentWithoutAccess} from '../../../src/doctor/diagnoses/image-present-without-access.ts'
import {aPull, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

const says = [{fault: 'never-present'}] as const

testDiagnosis(imagePresentWithoutAccess, {
  finds: {
    'another container of the node runs the image that is said not to be there': {
      pull: aPull({says, peers: {sameImageOnNode: 2}}),
      certainty: 'likely',
      message:
        'image "registry.corp/team/app:1.0" runs on the same node in 2 other containers, and this Pod may not use it without a login of its own',
      command: 'kubectl imagecreds create regcred -n shop --server registry.corp --username USER',
    },
    'nobody is known to run it': {
      pull: aPull({says}),
      certainty: 'possible',
      message: 'image "registry.corp/team/app:1.0" may be on the node, pulled with a login that this Pod does not have',
    },
    'the message states it': {
      pull: aPull({says: [{fault: 'unauthorized'}], candidates: stating('image-present-without-access')}),
      certainty: 'likely',
      message: 'image "registry.corp/team/app:1.0" may be on the node, pulled with a login that this Pod does not have',
    },
  },
  silent: {
    'the pull does not fail': aPull({peers: {sameImageOnNode: 2}}),
    'the pull was refused': aPull({says: [{fault: 'unauthorized'}], peers: {sameImageOnNode: 2}}),
  },
})
