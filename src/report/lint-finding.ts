import type {PullSecret} from '../credentials/pull-secret.ts'
import {catalogue} from '../doctor/diagnoses/catalogue.ts'
import {diagnosisName} from '../doctor/diagnosis.ts'
import type {SecretLint} from '../doctor/lint.ts'
import {secretLints} from '../doctor/secret-lint.ts'
import type {ReportFinding} from './report.ts'

/**
 * What is wrong with Secrets as a whole, as findings of the report: those of severity error that no pull has brought to
 * light already.
 */
export function lintFindings(
  secrets: readonly PullSecret[],
  known: readonly ReportFinding[],
): readonly ReportFinding[] {
  return secrets.flatMap((secret) =>
    secretLints(secret).flatMap((lint) => {
      const isNews = lint.severity === 'error' && !known.some(({cause}) => cause === lint.cause)
      return isNews ? (finding(secret, lint) ?? []) : []
    }),
  )
}

function finding(
  {namespace, name, type}: PullSecret,
  {cause, message, severity}: SecretLint,
): ReportFinding | undefined {
  const diagnosis = catalogue.find((entry) => entry.cause === cause)
  if (diagnosis === undefined) return undefined
  return {
    code: diagnosis.code,
    name: diagnosisName(diagnosis),
    cause: diagnosis.cause,
    severity,
    certainty: 'proved',
    message: `secret "${name}" in namespace "${namespace}": ${message}`,
    pulls: [],
    evidence: [{kind: 'field', object: `secret/${name}`, path: 'type', value: type}],
    remedies: [
      {
        step: 'Look at what it says; the password stays hidden.',
        command: ['kubectl', 'imagecreds', 'decode', name, '-n', namespace],
      },
    ],
    alternatives: [],
  }
}
