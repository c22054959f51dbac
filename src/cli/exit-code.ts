import type {KubeErrorKind} from '../cluster/kube-error.ts'
import type {DecodedSecret} from '../report/decoded-secret.ts'
import type {Report} from '../report/report.ts'
import {ExpectedError, Interrupted} from './expected-error.ts'

/**
 * 0 nothing of severity error, 1 findings, 2 the call was not done, or not to its end, for what the user can mend, 70 a defect
 * of ours (`EX_SOFTWARE`), 130 SIGINT, 143 SIGTERM. A call that did not come to its end says so whatever it has found by then:
 * 1 stands for a whole answer.
 */
export type ExitCode = 0 | 1 | 2 | 70 | 130 | 143

export const interruptedExitCode: ExitCode = 130
const terminatedExitCode: ExitCode = 143

/** What ends a process politely: Ctrl-C, another process, a terminal that is closed. */
export type EndingSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

/** 128 and the number of the signal, as shells count (POSIX, Shell Command Language, section 2.8.2). */
export const exitCodeOfSignal: Readonly<Record<EndingSignal, ExitCode>> = {
  SIGINT: interruptedExitCode,
  SIGTERM: terminatedExitCode,
  // Whoever closed the terminal does not read the number.
  SIGHUP: terminatedExitCode,
}

/** Whatever the format: it never depends on `-o`. */
export function exitCodeOfReport({findings}: Pick<Report, 'findings'>): ExitCode {
  return exitCodeOfVerdict(findings.some(({severity}) => severity === 'error') ? 'finding' : 'good')
}

/** For `verify`: a login that was not let in is a finding too, whatever the Pods that use it look like. */
export function exitCodeOfVerification({findings, verdicts = []}: Pick<Report, 'findings' | 'verdicts'>): ExitCode {
  return verdicts.some(({isGood}) => !isGood) ? exitCodeOfVerdict('finding') : exitCodeOfReport({findings})
}

/** For `decode`: a Secret that cannot work as it is counts as a finding. */
export function exitCodeOfLints(secrets: readonly Pick<DecodedSecret, 'lints' | 'entries'>[]): ExitCode {
  const lints = secrets.flatMap((secret) => [...secret.lints, ...secret.entries.flatMap((entry) => entry.lints)])
  return exitCodeOfVerdict(lints.some(({severity}) => severity === 'error') ? 'finding' : 'good')
}

/** For commands that end in a verdict instead of a report: a login that was refused is a `finding`. */
export function exitCodeOfVerdict(verdict: 'good' | 'finding'): ExitCode {
  return verdict === 'good' ? 0 : 1
}

export function exitCodeOfError(error: unknown): ExitCode {
  switch (errorClass(error)) {
    case 'expected':
      return 2
    case 'interrupted':
      return interruptedExitCode
    case 'defect':
      return 70
  }
}

/** Who has to act on an error: the user, nobody, or we. */
export function errorClass(error: unknown): 'expected' | 'interrupted' | 'defect' {
  if (error instanceof Interrupted) return 'interrupted'
  if (error instanceof ExpectedError) return 'expected'
  if (!isKubeError(error)) return 'defect'
  return error.kind === 'interrupted' ? 'interrupted' : 'expected'
}

/** Known by its shape, so that no command pays for loading the cluster's code. */
function isKubeError(error: unknown): error is Error & {readonly kind: KubeErrorKind} {
  return error instanceof Error && error.name === 'KubeError' && 'kind' in error
}

/** Of several ends of one call the one that needs the most attention. */
export function worst(...codes: readonly ExitCode[]): ExitCode {
  return codes.toSorted((one, other) => one - other).at(-1) ?? 0
}
