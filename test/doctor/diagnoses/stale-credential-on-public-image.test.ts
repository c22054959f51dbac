import {staleCredentialOnPublicImage} from '../../../src/doctor/diagnoses/stale-credential-on-public-image.ts'
import {anEntry, aPull, aSecret} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'
import {readable, unauthorized} from '../outcomes.ts'

const refused = [{fault: 'unauthorized'}] as const
const secrets = [aSecret('regcred', anEntry('registry.corp'))]

testDiagnosis(staleCredentialOnPublicImage, {
  finds: {
    'everybody is served but the one who brings the login': {
      pull: aPull({says: refused, secrets, answers: [unauthorized], anonymous: readable}),
      certainty: 'proved',
      message:
        'registry.corp serves the image without a login, and rejects the login "bot" of secret "regcred" (entry "registry.corp")',
    },
    'the login was not asked with here': {
      pull: aPull({says: refused, secrets, anonymous: readable}),
      certainty: 'likely',
      message:
        'registry.corp serves the image without a login, and rejects the login "bot" of secret "regcred" (entry "registry.corp")',
    },
  },
  silent: {
    'the pull does not fail': aPull({secrets, answers: [unauthorized], anonymous: readable}),
    'nobody is served without a login': aPull({
      says: refused,
      secrets,
      answers: [unauthorized],
      anonymous: unauthorized,
    }),
    'the login serves as well by now': aPull({says: refused, secrets, answers: [readable], anonymous: readable}),
    'no login was brought': aPull({says: refused, anonymous: readable}),
  },
})
