import {secretMalformed} from '../../../src/doctor/diagnoses/secret-malformed.ts'
import {aForbiddenSecret, anEntry, aPull, aSecret, aSecretThatIs} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

const stated = [{fault: 'keyring-unreadable', at: 'keyring'}] as const
const broken = aSecretThatIs('regcred', {
  kind: 'malformed',
  dataKey: '.dockerconfigjson',
  fault: 'illegal base64 data at input byte 5',
  entryKey: 'registry.corp',
})

testDiagnosis(secretMalformed, {
  finds: {
    "the kubelet's reason is the parser's error": {
      pull: aPull({says: stated, secrets: [aSecret('good', anEntry('registry.corp')), broken]}),
      certainty: 'proved',
      message:
        'secret "regcred" in namespace "shop" does not parse (entry "registry.corp"), and stops every pull of the Pods that name it',
      command: 'kubectl imagecreds decode regcred -n shop',
    },
    'the kubelet only says that it backs off': {
      pull: aPull({says: [{}], secrets: [broken]}),
      certainty: 'likely',
      message:
        'secret "regcred" in namespace "shop" does not parse (entry "registry.corp"), and stops every pull of the Pods that name it',
    },
    'the last try failed for another cause': {
      pull: aPull({says: [{fault: 'dns'}], secrets: [broken]}),
      certainty: 'possible',
      message:
        'secret "regcred" in namespace "shop" does not parse (entry "registry.corp"), and stops every pull of the Pods that name it',
    },
    'the Secrets may not be read': {
      pull: aPull({says: stated, secrets: [aForbiddenSecret('regcred')]}),
      certainty: 'likely',
      message: 'pull secret "regcred" does not parse, and stops every pull of the Pod',
    },
  },
  silent: {
    'the Pod runs, whatever its Secret says': aPull({secrets: [broken]}),
    'every Secret parses': aPull({
      says: [{fault: 'unauthorized'}],
      secrets: [aSecret('regcred', anEntry('registry.corp'))],
    }),
  },
})
