import type {Diagnosis} from '../diagnosis.ts'
import {secretField, statedEvidence} from '../evidence.ts'
import type {Certainty} from '../finding.ts'
import {describeLogin, entryOf, renewRemedies} from '../login-words.ts'
import type {PullCase} from '../pull-case.ts'
import {isMendedSince, isRefusedHere, type Refusal, refusalFacts, refusalOf} from '../refusal.ts'

export const secretAuthConflict: Diagnosis = {
  code: 'ICR1105',
  cause: 'secret-auth-conflict',
  severity: 'error',
  summary: 'auth differs from username and password, and the kubelet uses auth',
  needs: [...refusalFacts, 'reference', 'pullSecrets'],
  supersedes: ['bad-credentials', 'token-expired'],
  examine(pullCase) {
    const {failure, reference, pullSecrets} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || reference.kind === 'invalid') return []
    if (isMendedSince(refusal)) return []
    const {logins} = refusal
    return logins.flatMap((login) => {
      const {overridden} = entryOf(login, pullSecrets) ?? {}
      const {secret, key} = login.source
      if (overridden === undefined || secret === undefined) return []
      const what =
        overridden.username === login.username
          ? 'holds another password than "password"'
          : `is for "${login.username}", and "username" says "${overridden.username}"`
      return [
        {
          message: `in the ${describeLogin(login)} the field "auth" ${what}; the kubelet presents what "auth" says`,
          certainty: certaintyOf(refusal, pullCase),
          evidence: [
            secretField(secret.name, `auths["${key}"].auth`, `${login.username}:[redacted]`),
            secretField(secret.name, `auths["${key}"].username`, overridden.username),
            statedEvidence(failure),
          ],
          remedies: renewRemedies(
            pullCase,
            login,
            reference.reference,
            'Write the entry again, so that all fields agree.',
          ),
        },
      ]
    })
  },
  explanation: `What you see
  The registry refuses a login, and the Secret shows the right user name and password.

Why it happens
  An entry under auths can hold a login twice: in "username" and "password", and in "auth" as the base64 of
  user:password. Where "auth" is not empty the kubelet takes that one and passes over the other two
  (DockerConfigEntry in pkg/credentialprovider/config.go). A password that was changed by hand or by a template in one
  place only leaves the old one in force.

How to fix it
  Write the entry again; both forms are made from one password then:
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER --update
  A template should write either "auth" or "username" and "password".

When this is not the cause
  When "auth" holds the newer login and that is refused, the conflict is a blemish and the login is what is wrong: see
  BadCredentials. kubectl imagecreds decode shows both sides.
`,
}

function certaintyOf({logins, ways}: Refusal, pullCase: PullCase): Certainty {
  const [login, ...others] = logins
  if (login === undefined || others.length > 0 || !ways.includes('not-accepted')) return 'possible'
  return isRefusedHere(login, pullCase) ? 'proved' : 'likely'
}
