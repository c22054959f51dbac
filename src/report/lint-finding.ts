import {credentialOf} from '../credentials/keyring.ts'
import type {PullSecret} from '../credentials/pull-secret.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'
import {diagnosisName} from '../doctor/diagnosis.ts'
import {secretField} from '../doctor/evidence.ts'
import type {Evidence} from '../doctor/finding.ts'
import {helpUri} from '../doctor/help-uri.ts'
import type {SecretLint} from '../doctor/lint.ts'
import {loginEvidence} from '../doctor/login-words.ts'
import {entryLints, secretLints} from '../doctor/secret-lint.ts'
import type {ReportFinding} from './report.ts'

/**
 * What is wrong with Secrets by themselves, as findings of the report: the lints of severity error whose cause no pull
 * has brought to light already. `takenAt` is what a token's end is compared with.
 */
export function lintFindings(
  secrets: readonly PullSecret[],
  known: readonly ReportFinding[],
  takenAt: string,
): readonly ReportFinding[] {
  return secrets
    .flatMap((secret) => [...wholeFindings(secret), ...entryFindings(secret, takenAt)])
    .filter(({cause}) => !known.some((finding) => finding.cause === cause))
}

function wholeFindings(secret: PullSecret): readonly ReportFinding[] {
  const {namespace, name, type} = secret
  const subject = `secret "${name}" in namespace "${namespace}"`
  const evidence = [secretField(name, 'type', type)]
  return secretLints(secret).flatMap((lint) => finding(secret, lint, subject, evidence))
}

function entryFindings(secret: PullSecret, takenAt: string): readonly ReportFinding[] {
  const {namespace, name, state} = secret
  const entries = state.kind === 'usable' ? state.entries : []
  return entries.flatMap((entry) => {
    const subject = `entry "${entry.key}" of secret "${name}" in namespace "${namespace}"`
    const evidence = loginEvidence(credentialOf(secret, entry))
    return entryLints(entry, takenAt).flatMap((lint) => finding(secret, lint, subject, evidence))
  })
}

function finding(
  {namespace, name}: PullSecret,
  {cause, message, severity}: SecretLint,
  subject: string,
  evidence: readonly Evidence[],
): readonly ReportFinding[] {
  const diagnosis = catalogue.find((entry) => entry.cause === cause)
  if (diagnosis === undefined || severity !== 'error') return []
  return [
    {
      code: diagnosis.code,
      name: diagnosisName(diagnosis),
      cause: diagnosis.cause,
      severity,
      certainty: 'proved',
      message: `${subject}: ${message}`,
      pulls: [],
      evidence,
      remedies: [
        {
          step: 'Look at what it says; the password stays hidden.',
          command: ['kubectl', 'imagecreds', 'decode', name, '-n', namespace],
        },
      ],
      alternatives: [],
      helpUri: helpUri(diagnosis.code),
    },
  ]
}
