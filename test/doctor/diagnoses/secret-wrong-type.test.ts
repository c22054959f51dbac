import {secretWrongType} from '../../../src/doctor/diagnoses/secret-wrong-type.ts'
import {anEntry, aPull, aSecret, aSecretThatIs} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

const refused = [{fault: 'unauthorized'}] as const
const opaque = aSecretThatIs(
  'regcred',
  {kind: 'ignored', reason: 'its type is "Opaque"'},
  {type: 'Opaque', dataKeys: ['auth']},
)

testDiagnosis(secretWrongType, {
  finds: {
    'an Opaque Secret is passed over': {
      pull: aPull({says: refused, secrets: [opaque]}),
      certainty: 'proved',
      message: 'the kubelet ignores secret "regcred" in namespace "shop": its type is "Opaque"',
      command: 'kubectl delete secret regcred -n shop',
    },
  },
  silent: {
    'the pull does not fail': aPull({secrets: [opaque]}),
    'another Secret gave the login that is refused': aPull({
      says: refused,
      secrets: [opaque, aSecret('other', anEntry('registry.corp'))],
    }),
    'its type is right': aPull({says: refused, secrets: [aSecret('regcred', anEntry('other.corp'))]}),
  },
})
