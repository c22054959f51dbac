import {type CliOptions, cli} from '../cli/run-cli.ts'

/** A whole screen: the command line, stdout, each line of stderr behind `2> `, and the exit code. */
export type Screen = string

export type ScreenOptions = Pick<CliOptions, 'env' | 'stdin' | 'cwd'>

/** What differs from run to run, by the words that stand for it. */
export interface Changing {
  /** Ports of 127.0.0.1, by words as long as the numbers, so that lines break where they did. */
  readonly names: ReadonlyMap<string, number>
  /** The folder of the sandbox, written as `DIR`. */
  readonly folder: string
}

/** Runs a command line such as `decode regcred -n shop`; words are parted at spaces, single quotes keep them together. */
export async function screenOf(command: string, options: ScreenOptions, changing: Changing): Promise<Screen> {
  const argv = shellWords(command).map((word) => withNumbers(word, changing))
  const {stdout, stderr, exitCode} = await cli(argv, options)
  const errors = stderr.replace(/^(?!$)/gm, '2> ').replace(/^$(?=\n)/gm, '2>')
  return `$ kubectl imagecreds ${command}\n${withNames(stdout + errors, changing)}exit ${exitCode}\n`
}

/** The command line that a screen begins with. */
export function commandOf(screen: Screen): string {
  const [, command] = /^\$ kubectl imagecreds ?(.*)\n/.exec(screen) ?? []
  if (command === undefined) throw new Error('a screen begins with "$ kubectl imagecreds"')
  return command
}

/** The text with ports and paths as they are. */
export function withNumbers(text: string, {names, folder}: Changing): string {
  const named = text.replace(/127\.0\.0\.1:([A-Z]{5})\b/g, (whole, name) => {
    const port = names.get(name)
    return port === undefined ? whole : `127.0.0.1:${port}`
  })
  return named.replace(/\bDIR\//g, `${folder}/`)
}

function withNames(text: string, {names, folder}: Changing): string {
  const renamed = [...names].reduce(
    (done, [name, port]) => done.replaceAll(new RegExp(`\\b${port}\\b`, 'g'), name),
    text,
  )
  return renamed.replaceAll(folder, 'DIR')
}

function shellWords(command: string): readonly string[] {
  return Array.from(command.matchAll(/(?:'[^']*'|[^ '])+/g), ([word]) => word.replaceAll("'", ''))
}
