import type {Remedy} from '../doctor/finding.ts'

/** A step of which there are so many commands is told by these; a list that nobody reads says no more. */
const mostCommands = 20

/** What is to be done for one owner, and the commands of the same steps for another, each behind the others of its step. */
export function mergedRemedies(known: readonly Remedy[], more: readonly Remedy[]): readonly Remedy[] {
  return more.reduce((remedies, remedy) => {
    const alike = remedies.filter(({step}) => step === remedy.step)
    const isKnown = alike.some(({command}) => command?.join('\n') === remedy.command?.join('\n'))
    const last = alike.at(-1)
    if (last === undefined || isKnown || alike.length >= mostCommands) return remedies
    return remedies.toSpliced(remedies.indexOf(last) + 1, 0, remedy)
  }, known)
}
