import {noPullPermission} from '../../../src/doctor/diagnoses/no-pull-permission.ts'
import {anEntry, aPull, aSecret, stating} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {denied, deniedWith, knownToBe, readable} from '../outcomes.ts'

const forbidden = [{fault: 'forbidden'}] as const
const secrets = [aSecret('regcred', anEntry('registry.corp'))]

testDiagnosis(noPullPermission, {
  finds: {
    'the login is let in and forbidden': {
      pull: aPull({says: forbidden, secrets, answers: [denied]}),
      certainty: 'likely',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may not pull registry.corp/team/app',
      command: 'kubectl imagecreds verify regcred -n shop --image registry.corp/team/app:1.0',
    },
    'the registry refuses it here too, and says of others that they are not there': {
      pull: aPull({says: [{fault: 'insufficient-scope'}], secrets, answers: [knownToBe('told')]}),
      certainty: 'proved',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may not pull registry.corp/team/app',
    },
    'the registry names the right that is missing, and says that there may be nothing to it': {
      pull: aPull({
        says: forbidden,
        secrets,
        answers: [
          deniedWith('Permission "artifactregistry.repositories.downloadArtifacts" denied (or it may not exist)'),
        ],
      }),
      certainty: 'likely',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may not pull registry.corp/team/app',
    },
    'the registry names the right that is missing': {
      pull: aPull({
        says: forbidden,
        secrets,
        answers: [deniedWith('User: bot is not authorized to perform: ecr:BatchGetImage')],
      }),
      certainty: 'proved',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may not pull registry.corp/team/app',
    },
    'the login and everybody are served by now': {
      pull: aPull({says: forbidden, secrets, answers: [readable], anonymous: readable}),
      certainty: 'likely',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may not pull registry.corp/team/app',
    },
    'nobody brought a login, and a 403 is no call for one': {
      pull: aPull({says: forbidden}),
      certainty: 'likely',
      message: 'registry.corp forbids the node to pull registry.corp/team/app',
    },
    'the registry says in its 401 that the login lacks the right': {
      pull: aPull({says: [{fault: 'unauthorized'}], secrets, candidates: stating('no-pull-permission')}),
      certainty: 'likely',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may not pull registry.corp/team/app',
    },
    'the registry hides whether it is there': {
      pull: aPull({says: [{fault: 'insufficient-scope'}], secrets}),
      certainty: 'possible',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may not pull registry.corp/team/app',
    },
    'and other images of the repository run, so it is there': {
      pull: aPull({says: [{fault: 'insufficient-scope'}], secrets, peers: {sameRepositoryRunning: 2}}),
      certainty: 'likely',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may not pull registry.corp/team/app',
    },
    'another login was refused as such, so this one got further': {
      pull: aPull({
        says: [{fault: 'unauthorized'}, {fault: 'insufficient-scope'}],
        secrets: [...secrets, aSecret('b', anEntry('registry.corp', 'robot'))],
        candidates: stating('no-pull-permission', 'bad-credentials'),
      }),
      certainty: 'likely',
      message: 'the login "robot" of secret "b" (entry "registry.corp") may not pull registry.corp/team/app',
    },
    'the registry says that the token has expired': {
      pull: aPull({says: forbidden, secrets, candidates: stating('token-expired')}),
      certainty: 'possible',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may not pull registry.corp/team/app',
    },
    "the registry says that it refuses the node's address": {
      pull: aPull({says: forbidden, secrets, candidates: stating('geo-or-ip-blocked')}),
      certainty: 'possible',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may not pull registry.corp/team/app',
    },
  },
  silent: {
    'the pull does not fail': aPull({secrets}),
    'the login itself is refused': aPull({says: [{fault: 'unauthorized'}], secrets}),
    'nobody brought a login, and the registry hides what is there': aPull({says: [{fault: 'insufficient-scope'}]}),
    'everybody may pull it': aPull({says: forbidden, secrets, anonymous: readable}),
  },
})
