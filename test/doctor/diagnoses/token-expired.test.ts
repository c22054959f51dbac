import {tokenExpired} from '../../../src/doctor/diagnoses/token-expired.ts'
import {anEntry, aPull, aSecret, stating, takenAt} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {deniedWith, unauthorized} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const
const secrets = [aSecret('regcred', anEntry('registry.corp'))]

/** A token that ends then, in seconds since 1970; nobody checks its signature. */
function jwt(exp: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({alg: 'RS256', typ: 'JWT'})}.${part({sub: 'bot', exp})}.c2lnbmF0dXJl`
}

testDiagnosis(tokenExpired, {
  finds: {
    'the kubelet only backs off, and this machine is refused': {
      pull: aPull({says: [{}], answers: [unauthorized], secrets, candidates: stating('token-expired')}),
      certainty: 'likely',
      message: 'registry.corp says that the login "bot" of secret "regcred" (entry "registry.corp") has expired',
    },
    'another Secret holds a newer token for the same registry and user': {
      pull: aPull({
        says: [{fault: 'forbidden'}],
        secrets,
        candidates: stating('token-expired'),
        newer: {namespace: 'infra', secret: 'hub', createdAt: takenAt},
      }),
      certainty: 'likely',
      message: 'registry.corp says that the login "bot" of secret "regcred" (entry "registry.corp") has expired',
      command: 'kubectl imagecreds decode hub -n infra',
    },
    'the registry says so': {
      pull: aPull({says: [{fault: 'forbidden'}], secrets, candidates: stating('token-expired')}),
      certainty: 'likely',
      message: 'registry.corp says that the login "bot" of secret "regcred" (entry "registry.corp") has expired',
    },
    'the registry says so to this machine as well': {
      pull: aPull({
        says: [{fault: 'forbidden'}],
        secrets,
        answers: [deniedWith('Your authorization token has expired. Reauthenticate and try again.')],
        candidates: stating('token-expired'),
      }),
      certainty: 'proved',
      message: 'registry.corp says that the login "bot" of secret "regcred" (entry "registry.corp") has expired',
    },
    'the token itself names an end that is past, and is refused here': {
      pull: aPull({
        says: refused,
        answers: [unauthorized],
        secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', jwt(1_780_000_000)))],
      }),
      certainty: 'proved',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") ended at 2026-05-28T20:26:40Z',
    },
    'the token itself names an end that is past': {
      pull: aPull({says: refused, secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', jwt(1_780_000_000)))]}),
      certainty: 'likely',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") ended at 2026-05-28T20:26:40Z',
    },
    'it is one of several readings': {
      pull: aPull({says: refused, secrets, candidates: stating('bad-credentials', 'token-expired')}),
      certainty: 'possible',
      message: 'the login "bot" of secret "regcred" (entry "registry.corp") may have expired',
    },
  },
  silent: {
    'the pull does not fail': aPull({
      secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', jwt(1_780_000_000)))],
    }),
    'the token has not ended yet': aPull({
      says: refused,
      secrets: [aSecret('regcred', anEntry('registry.corp', 'bot', jwt(1_790_000_000)))],
    }),
    'no login was brought': aPull({says: refused, candidates: stating('no-credentials', 'token-expired')}),
  },
})
