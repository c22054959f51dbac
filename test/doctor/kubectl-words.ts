/** Flags that take a value, and those that do not, of the kubectl commands that remedies call. */
interface KubectlCommand {
  readonly words: readonly string[]
  /** How many arguments may follow the words. */
  readonly takes: readonly [least: number, most: number]
  readonly values?: readonly string[]
  readonly switches?: readonly string[]
}

const everywhere = ['-n', '--namespace']

/** As `kubectl COMMAND --help` of 1.36 lists them, as far as we use them. */
const commands: readonly KubectlCommand[] = [
  {words: ['get'], takes: [1, 2], values: ['-o', '--field-selector', '-l'], switches: ['-A']},
  {words: ['describe'], takes: [1, 2], switches: ['-A']},
  {words: ['delete'], takes: [2, 2]},
  {words: ['patch'], takes: [2, 2], values: ['-p', '--type']},
  {words: ['rollout', 'restart'], takes: [1, 1]},
  {words: ['rollout', 'undo'], takes: [1, 1]},
  {words: ['set', 'image'], takes: [2, 2]},
  {words: ['cordon'], takes: [1, 1]},
  {words: ['auth', 'can-i'], takes: [2, 2]},
  {words: ['debug'], takes: [1, 1], values: ['--image'], switches: ['-it']},
  {words: ['logs'], takes: [1, 1]},
]

/** What is wrong with a command line of kubectl, its first word left out; undefined where nothing is. */
export function kubectlFault(argv: readonly string[]): string | undefined {
  const command = commands.find(({words}) => words.every((word, at) => argv[at] === word))
  if (command === undefined) return `kubectl ${argv.slice(0, 2).join(' ')} is not known here`
  const {words, takes, values = [], switches = []} = command
  let taken = 0
  const rest = argv.slice(words.length)
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? ''
    if ([...values, ...everywhere].includes(word)) {
      at++
      if (rest[at] === undefined || rest[at] === '') return `${word} has no value`
      if (word === '-p') JSON.parse(rest[at] ?? '')
      continue
    }
    if (switches.includes(word)) continue
    if (word.startsWith('-')) return `kubectl ${words.join(' ')} has no flag ${word}`
    taken++
  }
  const [least, most] = takes
  return taken < least || taken > most ? `kubectl ${words.join(' ')} takes no ${taken} arguments` : undefined
}
