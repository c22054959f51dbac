import {secretEmpty} from '../../../src/doctor/diagnoses/secret-empty.ts'
import {anEntry, aPull, aSecret, aSecretThatIs} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

const refused = [{fault: 'unauthorized'}] as const

testDiagnosis(secretEmpty, {
  finds: {
    'there is no entry': {
      pull: aPull({says: refused, secrets: [aSecret('regcred')]}),
      certainty: 'proved',
      message: 'secret "regcred" in namespace "shop" holds no login: it has no entry',
      command: 'kubectl imagecreds create regcred -n shop --server registry.corp --username USER --update',
    },
    'the login stayed in a credential store': {
      pull: aPull({
        says: refused,
        secrets: [
          aSecretThatIs('regcred', {
            kind: 'usable',
            dataKey: '.dockerconfigjson',
            entries: [],
            ignoredFields: ['credsStore'],
          }),
        ],
      }),
      certainty: 'proved',
      message:
        'secret "regcred" in namespace "shop" holds no login: it names credsStore, which the kubelet does not read, and no entry',
    },
    'the entry has only an identity token': {
      pull: aPull({
        says: refused,
        secrets: [aSecret('regcred', {...anEntry('registry.corp', '', ''), ignoredFields: ['identitytoken']})],
      }),
      certainty: 'proved',
      message:
        'secret "regcred" in namespace "shop" holds no login: its entry "registry.corp" has only identitytoken, which the kubelet does not read',
    },
    'the entry has a user and no password': {
      pull: aPull({says: refused, secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', ''))]}),
      certainty: 'proved',
      message: 'secret "regcred" in namespace "shop" holds no login: its entry "registry.corp" has no password',
    },
  },
  silent: {
    'the pull does not fail': aPull({secrets: [aSecret('regcred')]}),
    'it holds a login that is refused': aPull({
      says: refused,
      secrets: [aSecret('regcred', anEntry('registry.corp'))],
    }),
    'it holds logins for other registries': aPull({
      says: refused,
      secrets: [aSecret('regcred', anEntry('other.corp'))],
    }),
  },
})
