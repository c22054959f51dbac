import {printable} from '../report/printable.ts'
import {errorClass} from './exit-code.ts'

/**
 * What is written on stderr for an error that ends a command: nothing if the user broke it off; what to mend, without a
 * stack, if it is the user's to mend; else all we know, and that it is ours. Whatever a terminal would act on is made
 * visible, since a message may quote what a registry or a cluster sent.
 */
export function errorText(error: unknown, program: string): string {
  switch (errorClass(error)) {
    case 'interrupted':
      return ''
    case 'expected':
      return lines([`error: ${messageOf(error)}`, ...nextStepsOf(error)])
    case 'defect':
      return lines([`error: ${messageOf(error)}`, `This is a defect of ${program}.`, ...stack(error)])
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : `a thrown ${typeof error}`
}

function nextStepsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || !('nextSteps' in error) || !Array.isArray(error.nextSteps)) return []
  return error.nextSteps.filter((step) => typeof step === 'string')
}

/** The stack of an error and of its causes; `stack` alone is read, never other fields, which may hold anything. */
function stack(error: unknown, seen: readonly unknown[] = []): readonly string[] {
  if (!(error instanceof Error) || seen.includes(error)) return []
  const own = error.stack ?? `${error.name}: ${error.message}`
  const text = seen.length === 0 ? own : `caused by ${own}`
  const inner = error instanceof AggregateError ? [error.cause, ...error.errors] : [error.cause]
  return [...text.split('\n'), ...inner.flatMap((cause) => stack(cause, [...seen, error]))]
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${printable(text)}\n`).join('')
}
