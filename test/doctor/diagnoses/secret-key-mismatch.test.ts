import {secretKeyMismatch} from '../../../src/doctor/diagnoses/secret-key-mismatch.ts'
import {anEntry, aPull, aSecret} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {knownToBe} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const

testDiagnosis(secretKeyMismatch, {
  finds: {
    'the entry lacks the port of the image': {
      pull: aPull({
        image: 'registry.corp:5000/team/app:1.0',
        says: refused,
        secrets: [aSecret('regcred', anEntry('registry.corp'))],
      }),
      certainty: 'proved',
      message:
        'no entry of secret "regcred" in namespace "shop" matches registry.corp:5000; its entry "registry.corp" has no port, and the image has 5000',
      command: 'kubectl imagecreds create regcred -n shop --server registry.corp:5000 --username bot --update',
    },
    "another product's login is not this registry's": {
      pull: aPull({says: refused, secrets: [aSecret('regcred', anEntry('https://index.docker.io/v1/'))]}),
      certainty: 'proved',
      message:
        'no entry of secret "regcred" in namespace "shop" matches registry.corp; its entry "https://index.docker.io/v1/" is for another host',
      command: 'kubectl imagecreds create regcred -n shop --server registry.corp --username USER --update',
      steps: ['Store a login for registry.corp beside it.'],
    },
    'Docker Hub hides whether the repository is there': {
      pull: aPull({
        image: 'acme/app:1.0',
        says: [{fault: 'insufficient-scope'}],
        secrets: [aSecret('regcred', anEntry('hub.docker.com'))],
      }),
      certainty: 'likely',
      message:
        'no entry of secret "regcred" in namespace "shop" matches docker.io; its entry "hub.docker.com" is not one of the names that stand for Docker Hub: "https://index.docker.io/v1/", "docker.io"',
    },
    'a registry that tells what is absent hides nothing': {
      pull: aPull({
        says: [{fault: 'insufficient-scope'}],
        secrets: [aSecret('regcred', anEntry('registry.corp/other'))],
        anonymous: knownToBe('told'),
      }),
      certainty: 'proved',
      message:
        'no entry of secret "regcred" in namespace "shop" matches registry.corp; its entry "registry.corp/other" is for repositories that begin with "other"',
    },
  },
  silent: {
    'the pull does not fail': aPull({secrets: [aSecret('regcred', anEntry('other.corp'))]}),
    'an entry matches': aPull({says: refused, secrets: [aSecret('regcred', anEntry('registry.corp'))]}),
    'the runtime says that a login was refused': aPull({
      says: [{fault: 'unauthorized', at: 'token', presented: 'login'}],
      secrets: [aSecret('regcred', anEntry('other.corp'))],
    }),
  },
})
