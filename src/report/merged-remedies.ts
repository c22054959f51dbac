import type {Remedy} from '../doctor/finding.ts'

/** A step of which there are so many commands is told by these; a list that nobody reads says no more. */
const mostCommands = 20

/** Nor are there more than so many different steps that only some of the owners need. */
const mostSteps = 8

/** What is looked at for one owner tells enough of the others; what is changed has to be changed for each. */
const looks: ReadonlySet<string> = new Set(['get', 'describe', 'logs', 'auth', 'decode', 'verify', 'explain'])

/**
 * What is to be done for one owner and for another: the commands of a step that both need behind each other, and what only
 * the other needs behind the step that it follows there.
 */
export function mergedRemedies(known: readonly Remedy[], more: readonly Remedy[]): readonly Remedy[] {
  return more.reduce((remedies, remedy, at) => {
    const alike = remedies.filter(({step}) => step === remedy.step)
    if (alike.length === 0) return withStep(remedies, remedy, more[at - 1])
    const isKnown = alike.some(({command}) => command?.join('\n') === remedy.command?.join('\n'))
    return isKnown || alike.length >= mostCommands ? remedies : behind(remedies, remedy, remedy.step)
  }, known)
}

function withStep(remedies: readonly Remedy[], remedy: Remedy, before: Remedy | undefined): readonly Remedy[] {
  const steps = new Set(remedies.map(({step}) => step))
  return isLook(remedy) || steps.size >= mostSteps ? remedies : behind(remedies, remedy, before?.step)
}

/** Behind the last of that step; else at the end. */
function behind(remedies: readonly Remedy[], remedy: Remedy, step: string | undefined): readonly Remedy[] {
  const last = remedies.findLastIndex((each) => each.step === step)
  return last === -1 ? [...remedies, remedy] : remedies.toSpliced(last + 1, 0, remedy)
}

function isLook({command = []}: Remedy): boolean {
  const [, first = '', second = ''] = command
  return looks.has(first === 'imagecreds' ? second : first)
}
