import {noCredentials} from '../../../src/doctor/diagnoses/no-credentials.ts'
import {aForbiddenSecret, anAccount, anEntry, anUngivenSecret, aPull, aSecret} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {knownToBe, readable, refusedBehindToken, unauthorized, unchallenged} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const

testDiagnosis(noCredentials, {
  finds: {
    'a Basic challenge finds nothing to answer it': {
      pull: aPull({says: [{fault: 'no-basic-credentials', presented: 'nothing'}]}),
      certainty: 'proved',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
      command: 'kubectl imagecreds create regcred -n shop --server registry.corp --username USER',
    },
    'a static Pod takes no pull secret of the cluster': {
      pull: aPull({
        pod: {isStatic: true, owner: {kind: 'Node', name: 'node-1'}},
        says: [{fault: 'no-basic-credentials', presented: 'nothing'}],
      }),
      certainty: 'proved',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
      steps: [
        "Store a login for registry.corp on the node itself, in the kubelet's docker config (/var/lib/kubelet/config.json) or by a credential provider: a static Pod takes no pull secret of the cluster.",
      ],
    },
    'the ServiceAccount names already the Secret to be': {
      pull: aPull({
        says: [{fault: 'no-basic-credentials', presented: 'nothing'}],
        account: anAccount({pullSecretNames: ['regcred']}),
      }),
      certainty: 'likely',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
      steps: ['Store a login for it.', 'Create new Pods; those that exist keep the list they were created with.'],
    },
    'a bare 401 may also hide that there is no such repository': {
      pull: aPull({says: refused}),
      certainty: 'likely',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
    },
    'a 403 is seldom for lack of a login': {
      pull: aPull({says: [{fault: 'forbidden'}]}),
      certainty: 'possible',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
    },
    'the registry asks this machine for one': {
      pull: aPull({says: refused, anonymous: unauthorized}),
      certainty: 'proved',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
    },
    'a 401 that asks for nothing proves nothing': {
      pull: aPull({says: refused, anonymous: unchallenged}),
      certainty: 'likely',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
    },
    'nor does one behind a token that was given to nobody': {
      pull: aPull({says: refused, anonymous: refusedBehindToken}),
      certainty: 'likely',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
    },
    'unless the registry says of others that they are not there': {
      pull: aPull({says: refused, anonymous: knownToBe('told', refusedBehindToken)}),
      certainty: 'proved',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
    },
    'Docker Hub says the same of a repository that is not there': {
      pull: aPull({image: 'acme/app:1.0', says: [{fault: 'insufficient-scope'}]}),
      certainty: 'possible',
      message: 'docker.io asks for a login, and the Pod names no pull secret',
    },
    'unless the repository is known to be there': {
      pull: aPull({image: 'acme/app:1.0', says: [{fault: 'insufficient-scope'}], peers: {sameRepositoryRunning: 1}}),
      certainty: 'likely',
      message: 'docker.io asks for a login, and the Pod names no pull secret',
    },
    'this machine needs no login': {
      pull: aPull({says: refused, anonymous: readable}),
      certainty: 'possible',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
    },
    'the ServiceAccount may name a pull secret by now, and could not be read': {
      pull: aPull({says: [{fault: 'no-basic-credentials'}], account: {kind: 'failed', reason: 'not in pods.json'}}),
      certainty: 'likely',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
    },
    'Docker Hub says the same, and the ServiceAccount could not be read': {
      pull: aPull({
        image: 'acme/app:1.0',
        says: [{fault: 'insufficient-scope'}],
        account: {kind: 'failed', reason: 'not in pods.json'},
      }),
      certainty: 'possible',
      message: 'docker.io asks for a login, and the Pod names no pull secret',
    },
    'the ServiceAccount names a Secret in the wrong field': {
      pull: aPull({
        says: [{fault: 'no-basic-credentials'}],
        account: anAccount({mountableSecretNames: ['regcred']}),
      }),
      certainty: 'proved',
      message: 'registry.corp asks for a login, and the Pod names no pull secret',
    },
    'the message says that none was brought, and the Secret may not be read': {
      pull: aPull({
        says: [{fault: 'no-basic-credentials', presented: 'nothing'}],
        secrets: [aForbiddenSecret('regcred')],
      }),
      certainty: 'likely',
      message: 'registry.corp asks for a login, and pull secret "regcred" could not be read',
    },
    'the Secret is not in the files and may well be missing': {
      pull: aPull({
        says: [{fault: 'no-basic-credentials', presented: 'nothing'}],
        secrets: [anUngivenSecret('regcred')],
      }),
      certainty: 'possible',
      message: 'registry.corp asks for a login, and pull secret "regcred" could not be read',
    },
    'only events tell of the Pod': {
      pull: aPull({says: [{fault: 'unauthorized', presented: 'nothing'}], pod: {isSpecUnread: true}}),
      certainty: 'likely',
      message: 'registry.corp asks for a login, and the Pod, and the pull secrets it names, could not be read',
    },
  },
  silent: {
    'the pull does not fail': aPull(),
    'the Pod brings a login': aPull({says: refused, secrets: [aSecret('regcred', anEntry('registry.corp'))]}),
    'the Pod names a Secret that gives none, which is to be named': aPull({
      says: refused,
      secrets: [aSecret('regcred')],
    }),
    'the pause image is refused': aPull({says: refused, isSandbox: true}),
  },
})
