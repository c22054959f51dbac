import {secretAuthConflict} from '../../../src/doctor/diagnoses/secret-auth-conflict.ts'
import {anEntry, aPull, aSecret} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {unauthorized} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const
const conflict = {
  ...anEntry('registry.corp', 'old', 'winter'),
  overridden: {username: 'bot', password: anEntry('').password},
}

testDiagnosis(secretAuthConflict, {
  finds: {
    'the kubelet only backs off, and this machine is refused': {
      pull: aPull({says: [{}], answers: [unauthorized], secrets: [aSecret('regcred', conflict)]}),
      certainty: 'proved',
      message:
        'in the login "old" of secret "regcred" (entry "registry.corp") the field "auth" is for "old", and "username" says "bot"; the kubelet presents what "auth" says',
    },
    'the refused login is that of auth, and username says another': {
      pull: aPull({says: refused, secrets: [aSecret('regcred', conflict)]}),
      certainty: 'likely',
      message:
        'in the login "old" of secret "regcred" (entry "registry.corp") the field "auth" is for "old", and "username" says "bot"; the kubelet presents what "auth" says',
      command: 'kubectl imagecreds create regcred -n shop --server registry.corp --username old --update',
    },
    'only the passwords differ': {
      pull: aPull({says: refused, secrets: [aSecret('regcred', {...conflict, username: 'bot'})]}),
      certainty: 'likely',
      message:
        'in the login "bot" of secret "regcred" (entry "registry.corp") the field "auth" holds another password than "password"; the kubelet presents what "auth" says',
    },
    'the login is let in and lacks the right': {
      pull: aPull({says: [{fault: 'forbidden'}], secrets: [aSecret('regcred', conflict)]}),
      certainty: 'possible',
      message:
        'in the login "old" of secret "regcred" (entry "registry.corp") the field "auth" is for "old", and "username" says "bot"; the kubelet presents what "auth" says',
    },
  },
  silent: {
    'the login of auth works': aPull({secrets: [aSecret('regcred', conflict)]}),
    'both forms agree': aPull({says: refused, secrets: [aSecret('regcred', anEntry('registry.corp'))]}),
    'the entry is for another registry': aPull({
      says: refused,
      secrets: [aSecret('regcred', {...conflict, key: 'other.corp'})],
    }),
  },
})
