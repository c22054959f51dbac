import {nearest} from './nearest.ts'
import type {Program} from './program.ts'

/** What a command line calls. Ids are words joined by colons. */
export type Call =
  | {readonly kind: 'version'}
  /** Of a command or of a group of them; of the whole program where `id` is absent. */
  | {readonly kind: 'help'; readonly id?: string}
  | {readonly kind: 'command'; readonly id: string; readonly argv: readonly string[]}
  /** `nearest` is the command that may have been meant. */
  | {readonly kind: 'fault'; readonly fault: string; readonly nearest?: string}

const helpFlags = ['-h', '--help']

/**
 * The command is named by the first words; flags may stand before it, as in `kubectl -n shop get pods`, and go to it. A
 * help flag anywhere before `--` asks for help, whatever else is wrong with the line.
 */
export function findCommand(argv: readonly string[], manifest: Program['manifest']): Call {
  if (argv[0] === '--version' || argv[0] === 'version') return {kind: 'version'}
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length
  const own = argv.slice(0, end)
  const isHelp = own[0] === 'help' || own.some((argument) => helpFlags.includes(argument))
  const line = own.slice(own[0] === 'help' ? 1 : 0).filter((argument) => !helpFlags.includes(argument))
  const places = wordPlaces(line, manifest)
  const words = places.map((place) => line[place] ?? '')
  const [word] = words
  if (word === undefined)
    return isHelp || line.length === 0 ? {kind: 'help'} : {kind: 'fault', fault: 'no command given'}
  const length = words.findLastIndex((_, index) => Object.hasOwn(manifest, idOf(words, index + 1))) + 1
  if (length === 0) return groupHelp(word, manifest) ?? unknownCommand(word, manifest)
  const id = idOf(words, length)
  if (isHelp) return {kind: 'help', id}
  const named = places.slice(0, length)
  return {kind: 'command', id, argv: [...line.filter((_, index) => !named.includes(index)), ...argv.slice(end)]}
}

function idOf(words: readonly string[], length: number): string {
  return words.slice(0, length).join(':')
}

function groupHelp(word: string, manifest: Program['manifest']): Call | undefined {
  return Object.keys(manifest).some((id) => id.startsWith(`${word}:`)) ? {kind: 'help', id: word} : undefined
}

function unknownCommand(word: string, manifest: Program['manifest']): Call {
  const near = nearest(
    word,
    Object.keys(manifest).map((id) => id.replaceAll(':', ' ')),
  )
  const fault = `unknown command "${word}" for "kubectl imagecreds"`
  return {kind: 'fault', fault, ...(near !== undefined && {nearest: near})}
}

/** Where the words of a line stand that are neither flags nor values of flags. */
function wordPlaces(line: readonly string[], manifest: Program['manifest']): number[] {
  const options = Object.values(manifest).flatMap(({flags}) =>
    Object.values(flags).filter(({type}) => type === 'option'),
  )
  const takesNext = new Set(
    options.flatMap(({name, char, aliases = []}) => [`-${char}`, ...[name, ...aliases].map((long) => `--${long}`)]),
  )
  const places: number[] = []
  for (let index = 0; index < line.length; index++) {
    const argument = line[index] ?? ''
    if (takesNext.has(argument)) index++
    else if (!argument.startsWith('-') || argument === '-') places.push(index)
  }
  return places
}
