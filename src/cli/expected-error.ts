/**
 * A failure that the user can mend before we can work: a flag, a file, a kubeconfig. Shown without a stack, exit 2.
 * `message` names the thing before its fault and has no final period; each of `nextSteps` is a line of its own, a
 * sentence or a command to paste.
 */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError'
  readonly nextSteps: readonly string[]

  constructor(message: string, {nextSteps = []}: {readonly nextSteps?: readonly string[]} = {}) {
    super(message)
    this.nextSteps = nextSteps
  }
}

/** The user has broken the call off, at a prompt that holds the terminal; exit 130 without a word. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** A command line that does not hold together, in kubectl's manner: the fault, what is nearest to it, then where to read on. */
export function usageError(fault: string, command?: string, nearest?: string): ExpectedError {
  const called = command === undefined ? 'kubectl imagecreds' : `kubectl imagecreds ${command}`
  const near = nearest === undefined ? [] : [`The nearest one is "${nearest}".`]
  return new ExpectedError(fault, {nextSteps: [...near, `See '${called} --help' for usage.`]})
}
