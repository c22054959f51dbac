import {credentialWhitespace} from '../../../src/doctor/diagnoses/credential-whitespace.ts'
import {anEntry, aPull, aSecret, password} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {unauthorized} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const

testDiagnosis(credentialWhitespace, {
  finds: {
    'the kubelet only backs off, and this machine is refused': {
      pull: aPull({
        says: [{}],
        answers: [unauthorized],
        secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', `${password} `))],
      }),
      certainty: 'proved',
      message:
        'in the login "bot" of secret "regcred" (entry "registry.corp") the password begins or ends with white space',
    },
    'quotes may belong to a password that this machine is refused with': {
      pull: aPull({
        says: refused,
        answers: [unauthorized],
        secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', `"${password}"`))],
      }),
      certainty: 'likely',
      message: 'in the login "bot" of secret "regcred" (entry "registry.corp") the password stands in quotes',
    },
    'the password ends with a line break': {
      pull: aPull({says: refused, secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', `${password}\n`))]}),
      certainty: 'likely',
      message: 'in the login "bot" of secret "regcred" (entry "registry.corp") the password ends with a line break',
      command: 'kubectl imagecreds verify regcred -n shop --image registry.corp/team/app:1.0',
    },
    'the user name does, which is spelt out and not passed on': {
      pull: aPull({says: refused, secrets: [aSecret('regcred', anEntry('registry.corp', 'bot\n'))]}),
      certainty: 'likely',
      message: 'in the login "bot\\n" of secret "regcred" (entry "registry.corp") the user name ends with a line break',
      command: 'kubectl imagecreds create regcred -n shop --server registry.corp --username bot --update',
    },
    'another login is refused that has nothing of the kind': {
      pull: aPull({
        says: refused,
        secrets: [
          aSecret('regcred', anEntry('registry.corp', 'bot', `"${password}"`)),
          aSecret('other', anEntry('registry.corp')),
        ],
      }),
      certainty: 'possible',
      message: 'in the login "bot" of secret "regcred" (entry "registry.corp") the password stands in quotes',
    },
  },
  silent: {
    'the login works': aPull({secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', `${password} `))]}),
    'the login is let in and lacks the right': aPull({
      says: [{fault: 'insufficient-scope'}],
      secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', `${password} `))],
    }),
    'the refused login has nothing of the kind': aPull({
      says: refused,
      secrets: [aSecret('regcred', anEntry('registry.corp'))],
    }),
    'the last try brought no login': aPull({
      says: [{fault: 'unauthorized', at: 'token', presented: 'nothing'}],
      secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', `${password} `))],
    }),
  },
})
