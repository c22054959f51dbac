import type {PullSecret} from '../../../src/credentials/pull-secret.ts'
import {secretMissing} from '../../../src/doctor/diagnoses/secret-missing.ts'
import {
  aForbiddenSecret,
  aMissingSecret,
  anEntry,
  anEvent,
  anUngivenSecret,
  anUnretrievedEvent,
  anUnretrievedSecret,
  aPull,
  aSecret,
} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const

/** A Secret of the missing one's name in another namespace. */
function inInfra(key: string): PullSecret {
  const {secret} = aSecret('regcred', anEntry(key))
  if (secret.kind !== 'value' || secret.value === undefined) throw new Error('no Secret')
  return {...secret.value, namespace: 'infra'}
}

testDiagnosis(secretMissing, {
  finds: {
    'the registry asks for a login and the only Secret is missing': {
      pull: aPull({says: refused, secrets: [aMissingSecret('regcred')]}),
      certainty: 'proved',
      message: 'secret "regcred" does not exist in namespace "shop"',
      command: 'kubectl imagecreds create regcred -n shop --server registry.corp --username USER',
    },
    'another namespace has one of that name, with a login for the image': {
      pull: aPull({says: refused, secrets: [aMissingSecret('regcred')], secretsElsewhere: [inInfra('registry.corp')]}),
      certainty: 'proved',
      message: 'secret "regcred" does not exist in namespace "shop"',
      command: 'kubectl imagecreds decode regcred -n infra',
    },
    'it may be that the repository is what is missing': {
      pull: aPull({says: [{fault: 'insufficient-scope'}], secrets: [aMissingSecret('regcred')]}),
      certainty: 'likely',
      message: 'secret "regcred" does not exist in namespace "shop"',
    },
    'the Secret beside it is for another registry': {
      pull: aPull({says: refused, secrets: [aMissingSecret('regcred'), aSecret('other', anEntry('other.corp'))]}),
      certainty: 'likely',
      message: 'secret "regcred" does not exist in namespace "shop"',
    },
    'this machine needs no login, so its lack decides nothing': {
      pull: aPull({says: refused, secrets: [aMissingSecret('regcred')], anonymous: readable}),
      certainty: 'likely',
      message: 'secret "regcred" does not exist in namespace "shop"',
    },
    'it may not be read, and the kubelet says that it did not find it': {
      pull: aPull({
        says: refused,
        secrets: [anUnretrievedSecret('regcred')],
        events: [anUnretrievedEvent('regcred')],
      }),
      certainty: 'likely',
      message: 'the kubelet does not find secret "regcred" in namespace "shop"',
    },
    'the files hold no Secret, and no event of the Pod': {
      pull: aPull({says: refused, secrets: [anUngivenSecret('regcred')]}),
      certainty: 'possible',
      message: 'secret "regcred" is not among the objects that were given for namespace "shop"',
    },
  },
  silent: {
    'the pull does not fail': aPull({secrets: [aMissingSecret('regcred')]}),
    'another Secret gave a login': aPull({
      says: refused,
      secrets: [aMissingSecret('regcred'), aSecret('other', anEntry('registry.corp'))],
    }),
    'the network is what fails': aPull({says: [{fault: 'dns'}], secrets: [aMissingSecret('regcred')]}),
    'it may not be read, which is not to say that it is missing': aPull({
      says: refused,
      secrets: [aForbiddenSecret('regcred')],
    }),
    'the files hold no Secret, and the events do not call it missing': aPull({
      says: refused,
      secrets: [anUngivenSecret('regcred')],
      events: [anEvent('Failed', 'Error: ErrImagePull')],
    }),
  },
})
