import {knownNames, namesOf} from './completion-names.ts'
import {type CompletionWish, completionWish, type Offer} from './completion-wish.ts'
import type {Program} from './program.ts'

/** cobra's `ShellCompDirective`: bits in the last line. */
const directives = {files: 0, noSpace: 2, noFiles: 4} as const

/** From the start of the process on. Who has pressed Tab waits no longer. */
const limitMs = 300
/** What leaving takes. */
const leavingMs = 30

/**
 * Answers kubectl's own completion, which calls `kubectl_complete-imagecreds` with the words after the plugin's name, the
 * last of them unfinished (`SetupPluginCompletion` in kubectl/pkg/cmd/plugin). A line per completion, a tab before its
 * description, and at last the directive. What cannot be told in time, or at all, is left out without a word: nothing may
 * be written over a line that is being typed.
 */
export async function completionText(words: readonly string[], manifest: Program['manifest']): Promise<string> {
  const asked = completionWish(words, manifest)
  if (asked.wish.kind === 'files') return `:${directives.files}\n`
  const offers = await offersOf(asked)
  const fitting = offers.filter(({value}) => value.startsWith(asked.typed) && isOneWord(value))
  const isUnfinished = fitting.length > 0 && fitting.every(({value}) => /[/:]$/.test(value))
  const directive = directives.noFiles | (isUnfinished ? directives.noSpace : 0)
  return [...fitting.map(line), `:${directive}`, ''].join('\n')
}

async function offersOf(asked: CompletionWish): Promise<readonly Offer[]> {
  const {wish} = asked
  switch (wish.kind) {
    case 'offers':
      return wish.offers
    case 'names':
      return [...(await inTime(namesOf(wish.names, asked))), ...knownNames(wish.names, asked)]
    case 'files':
    case 'nothing':
      return []
  }
}

/** A cluster that does not answer, or refuses, has no names to offer. */
function inTime(offers: Promise<readonly Offer[]>): Promise<readonly Offer[]> {
  return new Promise((resolve) => {
    setTimeout(() => resolve([]), Math.max(0, limitMs - leavingMs - performance.now()))
    offers.then(resolve, () => resolve([]))
  })
}

/** A name of the cluster's is put on the command line: one that is no plain word stays out. */
function isOneWord(value: string): boolean {
  return /^[\w./:=@%+,-]+$/.test(value)
}

function line({value, description}: Offer): string {
  return description === undefined ? value : `${value}\t${description.replaceAll(/[\s\p{Cc}]+/gu, ' ')}`
}
