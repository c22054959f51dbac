import {repositoryNotFoundOrNoAccess} from '../../../src/doctor/diagnoses/repository-not-found-or-no-access.ts'
import {anEntry, aPull, aSecret, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {knownToBe, readable} from '../outcomes.ts'

const hidden = [{fault: 'insufficient-scope'}] as const
const secrets = [aSecret('regcred', anEntry('registry.corp'))]

testDiagnosis(repositoryNotFoundOrNoAccess, {
  finds: {
    'a login is let in and its token does not reach': {
      pull: aPull({says: hidden, secrets}),
      certainty: 'likely',
      message:
        'registry.corp/team/app does not exist, or the login "bot" of secret "regcred" (entry "registry.corp") may not see it; registry.corp does not say which',
      command: 'kubectl imagecreds verify regcred -n shop --image registry.corp/team/app:1.0',
    },
    'and this registry says the same of what cannot be there': {
      pull: aPull({says: hidden, secrets, answers: [knownToBe('hidden')]}),
      certainty: 'likely',
      message:
        'registry.corp/team/app does not exist, or the login "bot" of secret "regcred" (entry "registry.corp") may not see it; registry.corp does not say which',
    },
    'Docker Hub gives everybody a token': {
      pull: aPull({image: 'acme/app:1.0', says: hidden}),
      certainty: 'likely',
      message: 'docker.io/acme/app does not exist, or it needs a login; docker.io does not say which',
    },
    'elsewhere such a token is a sign that a login is needed': {
      pull: aPull({says: hidden}),
      certainty: 'possible',
      message: 'registry.corp/team/app does not exist, or it needs a login; registry.corp does not say which',
    },
    'a Secret was meant to give a login and gives none': {
      pull: aPull({image: 'acme/app:1.0', says: hidden, secrets: [aSecret('regcred', anEntry('hub.docker.com'))]}),
      certainty: 'possible',
      message: 'docker.io/acme/app does not exist, or it needs a login; docker.io does not say which',
    },
    'another login is refused as such': {
      pull: aPull({says: [...hidden, {fault: 'unauthorized'}], secrets}),
      certainty: 'possible',
      message:
        'registry.corp/team/app does not exist, or the login "bot" of secret "regcred" (entry "registry.corp") may not see it; registry.corp does not say which',
    },
    'the message allows it behind a plain refusal': {
      pull: aPull({
        says: [{fault: 'unauthorized'}],
        candidates: stating('no-credentials', 'repository-not-found-or-no-access'),
      }),
      certainty: 'possible',
      message: 'registry.corp/team/app does not exist, or it needs a login; registry.corp does not say which',
    },
  },
  silent: {
    'the pull does not fail': aPull({secrets}),
    'other images of the repository run': aPull({says: hidden, secrets, peers: {sameRepositoryRunning: 1}}),
    'the registry says of others that they are not there': aPull({says: hidden, secrets, answers: [knownToBe('told')]}),
    'everybody may read it': aPull({says: hidden, secrets, anonymous: readable}),
    'it is an official image, and those are public': aPull({image: 'nosuch:1.0', says: hidden}),
  },
})
