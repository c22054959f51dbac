import {badCredentials} from '../../../src/doctor/diagnoses/bad-credentials.ts'
import {aForbiddenSecret, anEntry, aPull, aSecret, stating, takenAt} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {manifestUnknown, readable, refusedBehindToken, unauthorized, unchallenged} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const
const secrets = [aSecret('regcred', anEntry('registry.corp'))]

testDiagnosis(badCredentials, {
  finds: {
    'the login that matches is refused': {
      pull: aPull({says: refused, secrets}),
      certainty: 'likely',
      message: 'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp")',
      command: 'kubectl imagecreds create regcred -n shop --server registry.corp --username bot --update',
    },
    'the registry says in its 401 that the login lacks the right': {
      pull: aPull({says: refused, secrets, candidates: stating('no-pull-permission')}),
      certainty: 'possible',
      message: 'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp")',
    },
    'this machine is refused with it, too': {
      pull: aPull({says: refused, secrets, answers: [unauthorized]}),
      certainty: 'proved',
      message: 'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp")',
    },
    'this machine is refused with a 401 that asks for nothing, which was not shown the login': {
      pull: aPull({says: refused, secrets, answers: [unchallenged]}),
      certainty: 'likely',
      message: 'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp")',
    },
    'this machine is given a token with it, and refused what it asks for': {
      pull: aPull({says: refused, secrets, answers: [refusedBehindToken]}),
      certainty: 'possible',
      message: 'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp")',
    },
    'this machine is let in with it': {
      pull: aPull({says: refused, secrets, answers: [manifestUnknown]}),
      certainty: 'likely',
      message: 'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp")',
    },
    'the login is of a kind that the product does not take': {
      pull: aPull({
        says: refused,
        image: 'ghcr.io/team/app:1.0',
        secrets: [aSecret('regcred', anEntry('ghcr.io', 'bot', `github_pat_${'a'.repeat(22)}_${'b'.repeat(59)}`))],
      }),
      certainty: 'likely',
      message:
        'ghcr.io rejects the login "bot" of secret "regcred" (entry "ghcr.io"): GitHub Packages takes no fine-grained tokens; a classic one with the scope read:packages serves',
    },
    'several logins are refused': {
      pull: aPull({
        says: refused,
        secrets: [...secrets, aSecret('b', anEntry('registry.corp')), aSecret('c', anEntry('registry.corp'))],
      }),
      certainty: 'likely',
      message:
        'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp") and the login "bot" of secret "b" (entry "registry.corp") and 1 more',
    },
    'and another one was let in, where the registry refuses both to this machine': {
      pull: aPull({
        says: [{fault: 'unauthorized'}, {fault: 'insufficient-scope'}],
        secrets: [...secrets, aSecret('b', anEntry('registry.corp'))],
        answers: [unauthorized, unauthorized],
      }),
      certainty: 'possible',
      message: 'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp")',
    },
    'another Secret holds a newer password for the same registry and user': {
      pull: aPull({says: refused, secrets, newer: {namespace: 'infra', secret: 'hub', createdAt: takenAt}}),
      certainty: 'likely',
      message: 'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp")',
      command: 'kubectl imagecreds decode hub -n infra',
    },
    'of two logins with two errors, the first was refused and the second let in': {
      pull: aPull({
        says: [{fault: 'unauthorized'}, {fault: 'insufficient-scope'}],
        secrets: [...secrets, aSecret('b', anEntry('registry.corp', 'robot'))],
      }),
      certainty: 'possible',
      message: 'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp")',
    },
    'a placeholder stands for the password': {
      pull: aPull({says: refused, secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', '${TOKEN}'))]}),
      certainty: 'likely',
      message:
        'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp"): the password is a placeholder that was not filled in',
    },
    'a registry says in its 403 that the login is bad': {
      pull: aPull({says: [{fault: 'forbidden'}], secrets, candidates: stating('bad-credentials')}),
      certainty: 'likely',
      message: 'registry.corp rejects the login "bot" of secret "regcred" (entry "registry.corp")',
    },
    'the login is not one of the Pod': {
      pull: aPull({says: [{fault: 'unauthorized', at: 'token', presented: 'login'}]}),
      certainty: 'likely',
      message: 'registry.corp rejects a login that no pull secret of the Pod holds',
    },
    'the Secret may not be read, and either is possible': {
      pull: aPull({says: refused, secrets: [aForbiddenSecret('regcred')]}),
      certainty: 'possible',
      message:
        'registry.corp rejects the login that the kubelet presented, out of "regcred", which could not be read; or none was presented',
    },
  },
  silent: {
    'the runtime says that it had none, so the Secret was mended since': aPull({
      says: [{fault: 'no-basic-credentials', presented: 'nothing'}],
      secrets,
    }),
    'the pull does not fail': aPull({secrets, answers: [readable]}),
    'no Secret gives a login': aPull({says: refused, secrets: [aSecret('regcred', anEntry('other.corp'))]}),
    'the login is let in': aPull({says: [{fault: 'insufficient-scope'}], secrets}),
    'the token server was asked without a login, so there was none yet': aPull({
      says: [{fault: 'unauthorized', at: 'token', presented: 'nothing'}],
      secrets,
    }),
    'another login was let in and told that the tag is missing': aPull({
      says: [{fault: 'unauthorized'}, {fault: 'not-found'}],
      secrets,
    }),
  },
})
