import {nearest} from './nearest.ts'

/** What the grammar needs to know of a flag. */
export interface FlagShape {
  /** Without dashes; the name that kubectl users know, whatever alias was written. */
  readonly name: string
  readonly char?: string
  readonly aliases?: readonly string[]
  readonly takesValue: boolean
  /** The flag by itself is enough; then its value is the empty text. */
  readonly valueIsOptional?: boolean
}

/** A flag as oclif has it, in a class or in the manifest. */
interface DeclaredFlag {
  readonly type: 'boolean' | 'option'
  readonly char?: string | undefined
  readonly aliases?: readonly string[] | undefined
  /** In brackets where the value may be left out. */
  readonly helpValue?: string | readonly string[] | undefined
}

export function flagShape(name: string, {type, char, aliases, helpValue}: DeclaredFlag): FlagShape {
  return {
    name,
    takesValue: type === 'option',
    ...(type === 'option' && String(helpValue).startsWith('[') && {valueIsOptional: true}),
    ...(char && {char}),
    ...(aliases && {aliases}),
  }
}

/** One flag as it was given. A value is text even if it looks like a flag; a boolean's is `true` or `false`. */
export interface GivenFlag {
  readonly name: string
  readonly value: string | boolean
}

export interface CommandLine {
  readonly words: readonly string[]
  /** In the order of the command line, repetitions included. */
  readonly flags: readonly GivenFlag[]
}

/** `fault` in pflag's words; no value is quoted in it, since a value may be a password in the wrong place. */
export interface CommandLineFault {
  readonly fault: string
  /** What a word that nobody knows most likely means. */
  readonly nearest?: string
}

/**
 * Splits arguments as kubectl does (`FlagSet.parseLongArg` and `parseSingleShortArg` of spf13/pflag), where oclif's own
 * parser differs: `-A=false` is a value and no argument, a value may begin with a dash, as passwords do, the last of
 * repeated flags wins, and nothing is ever read from stdin in place of an argument.
 *
 *     argument  = "--" | long | short | word
 *     long      = "--" name [ "=" value ]              a value that is needed and absent is the next argument, and
 *                                                      one that may be absent is not what begins with a dash
 *     short     = "-" { boolean-char } [ char [ "=" ] value ]
 */
export function readCommandLine(argv: readonly string[], shapes: readonly FlagShape[]): CommandLine | CommandLineFault {
  const words: string[] = []
  const flags: GivenFlag[] = []
  const rest = [...argv]
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--') return {words: [...words, ...rest], flags}
    if (!argument.startsWith('-') || argument === '-') {
      words.push(argument)
      continue
    }
    const read = argument.startsWith('--') ? readLong(argument, rest, shapes) : readShort(argument, rest, shapes)
    if ('fault' in read) return read
    flags.push(...read)
  }
  return {words, flags}
}

/** `-A, --all-namespaces`: a flag as pflag's messages name it. */
export function flagLabel({name, char}: Pick<FlagShape, 'name' | 'char'>): string {
  return char === undefined ? `--${name}` : `-${char}, --${name}`
}

function unknownFlag(name: string, shapes: readonly FlagShape[]): CommandLineFault {
  const near = nearest(
    name,
    shapes.map((shape) => shape.name),
  )
  return {fault: `unknown flag: --${name}`, ...(near !== undefined && {nearest: `--${near}`})}
}

function readLong(argument: string, rest: string[], shapes: readonly FlagShape[]): GivenFlag[] | CommandLineFault {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(argument) ?? []
  if (name === '' || name.startsWith('-')) return {fault: `bad flag syntax: --${name}`}
  const shape = shapes.find((one) => one.name === name || one.aliases?.includes(name))
  if (shape === undefined) return unknownFlag(name, shapes)
  if (!shape.takesValue) return readBoolean(shape, value)
  if (value === undefined && shape.valueIsOptional && !/^(?:-$|[^-])/.test(rest[0] ?? '-x')) {
    return [{name: shape.name, value: ''}]
  }
  const given = value ?? rest.shift()
  return given === undefined ? {fault: `flag needs an argument: --${name}`} : [{name: shape.name, value: given}]
}

function readShort(argument: string, rest: string[], shapes: readonly FlagShape[]): GivenFlag[] | CommandLineFault {
  const flags: GivenFlag[] = []
  let letters = argument.slice(1)
  while (letters !== '') {
    const char = letters.slice(0, 1)
    const shape = shapes.find((one) => one.char === char)
    if (shape === undefined) return {fault: `unknown shorthand flag: '${char}'`}
    const hasEquals = letters.length > 2 && letters[1] === '='
    if (!shape.takesValue) {
      const read = readBoolean(shape, hasEquals ? letters.slice(2) : undefined)
      if ('fault' in read) return read
      flags.push(...read)
      letters = hasEquals ? '' : letters.slice(1)
      continue
    }
    const attached = letters.slice(hasEquals ? 2 : 1)
    const value = attached === '' ? rest.shift() : attached
    if (value === undefined) return {fault: `flag needs an argument: '${char}' in -${char}`}
    return [...flags, {name: shape.name, value}]
  }
  return flags
}

/** Go's `strconv.ParseBool`. */
function readBoolean(shape: FlagShape, text: string | undefined): GivenFlag[] | CommandLineFault {
  if (text === undefined || ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) {
    return [{name: shape.name, value: true}]
  }
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return [{name: shape.name, value: false}]
  return {fault: `invalid argument for "${flagLabel(shape)}" flag: it takes true or false`}
}
