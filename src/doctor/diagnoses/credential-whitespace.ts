import type {Credential} from '../../credentials/credential.ts'
import {type CredentialFault, type CredentialFaultKind, credentialFaults} from '../../credentials/credential-fault.ts'
import type {Diagnosis} from '../diagnosis.ts'
import {secretField, statedEvidence} from '../evidence.ts'
import {describeLogin, renewRemedies} from '../login-words.ts'
import {isMendedSince, isRefusedHere, refusalFacts, refusalOf} from '../refusal.ts'

export const credentialWhitespace: Diagnosis = {
  code: 'ICR1106',
  cause: 'credential-whitespace',
  severity: 'error',
  summary: 'user name or password contains white space, a line break, a byte order mark or quotes',
  needs: [...refusalFacts, 'reference', 'pullSecrets'],
  supersedes: ['bad-credentials', 'token-expired'],
  examine(pullCase) {
    const {failure, reference} = pullCase
    const refusal = refusalOf(pullCase)
    if (refusal === undefined || failure === undefined || reference.kind === 'invalid') return []
    if (isMendedSince(refusal) || !refusal.ways.includes('not-accepted')) return []
    const {logins} = refusal
    const isWhole = logins.every((login) => surroundings(login).length > 0)
    const isProved =
      refusal.ways.length === 1 &&
      logins.every((login) => isStray(surroundings(login)) && isRefusedHere(login, pullCase))
    return logins.flatMap((login) => {
      const [fault] = surroundings(login)
      const {secret, key} = login.source
      if (fault === undefined || secret === undefined) return []
      return [
        {
          message: `in the ${describeLogin(login)} ${fault.message}`,
          certainty: isProved ? 'proved' : isWhole ? 'likely' : 'possible',
          evidence: [
            secretField(secret.name, `auths["${key}"].${fault.field}`, fault.message),
            statedEvidence(failure),
          ],
          remedies: renewRemedies(pullCase, login, reference.reference, 'Store the login again, without it.'),
        },
      ]
    })
  },
  explanation: `What you see
  401 Unauthorized for a user name and a password that work when they are typed.

Why it happens
  The bytes in the Secret are not the ones you know: "echo PASSWORD | base64" adds a line break, a file from a Windows
  editor ends in CR LF or begins with a byte order mark, a copied token brings a space, and a value that was quoted
  twice brings its quotes. Nobody on the way trims: the kubelet passes on what "auth" holds, and the registry compares.

How to fix it
  See what is there, without showing the password, and store it again:
    kubectl imagecreds decode NAME -n NAMESPACE
    kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER --update
  By hand, write printf %s instead of echo:
    printf %s 'USER:PASSWORD' | base64 -w0

When this is not the cause
  A line break in the base64 text itself does no harm: CR and LF are passed over. A space or a tab there is no base64,
  and stops every pull: see SecretMalformed. A password may begin or end with a space or a quotation mark on purpose;
  then the login is refused for another reason: see BadCredentials.
`,
}

const kinds: ReadonlySet<CredentialFaultKind> = new Set([
  'line-end',
  'outer-white-space',
  'inner-white-space',
  'byte-order-mark',
  'control-character',
  'quotes',
])

/** Nobody means these; a blank inside a password or quotes around it may belong to it. */
function isStray([fault]: readonly CredentialFault[]): boolean {
  return fault !== undefined && fault.kind !== 'inner-white-space' && fault.kind !== 'quotes'
}

/** What stands around the login and was not meant; a placeholder or a swallowed sign is another slip. */
function surroundings({username, password}: Credential): readonly CredentialFault[] {
  return credentialFaults(username, password).filter(({kind}) => kinds.has(kind))
}
