import type {Command, Interfaces} from '@oclif/core'
import {type CommandLineFault, flagLabel, flagShape, type GivenFlag, readCommandLine} from './command-line.ts'
import {ExpectedError} from './expected-error.ts'
import {brokenRule} from './flag-rule.ts'

/** What a command declares with oclif's `Flags` and `Args`. */
export interface Declarations {
  readonly flags: Interfaces.FlagInput
  readonly args: Interfaces.ArgInput
}

/** Values by the declared names; a flag that is not given has its default or is absent. */
export interface Arguments {
  readonly flags: Readonly<Record<string, unknown>>
  readonly args: Readonly<Record<string, unknown>>
}

/**
 * A command line against what the command declares: grammar, values, rules between flags, then arguments, and the first
 * fault ends it. Of a declaration these count: `char`, `aliases`, `options`, `multiple`, `required`, a `default` that is
 * no function, `exclusive`, `dependsOn`, `exactlyOne`, a `helpValue` in brackets, which may be left out, and `parse`,
 * which throws an `ExpectedError` for a value it refuses.
 */
export async function parseArguments(
  argv: readonly string[],
  declared: Declarations,
  command: Command,
): Promise<Arguments | CommandLineFault> {
  const line = readCommandLine(
    argv,
    Object.entries(declared.flags).map(([name, flag]) => flagShape(name, flag)),
  )
  if ('fault' in line) return line
  const flags = await flagValues(declared.flags, line.flags, command)
  if ('fault' in flags) return flags
  // A boolean that is turned off stands in nobody's way.
  const given = line.flags.filter(({name}) => flags.values[name] !== false).map(({name}) => name)
  const broken = brokenRule(declared.flags, new Set(given))
  if (broken !== undefined) return {fault: broken}
  const args = await argumentValues(declared.args, line.words, command)
  return 'fault' in args ? args : {flags: flags.values, args: args.values}
}

interface Values {
  readonly values: Readonly<Record<string, unknown>>
}

async function flagValues(
  declared: Interfaces.FlagInput,
  given: readonly GivenFlag[],
  command: Command,
): Promise<Values | CommandLineFault> {
  const values: Record<string, unknown> = {}
  for (const [name, flag] of Object.entries(declared)) {
    const texts = given.filter((one) => one.name === name).map(({value}) => value)
    const read: unknown[] = []
    for (const text of flag.type === 'option' && flag.multiple ? texts : texts.slice(-1)) {
      const value = await flagValue(name, flag, text, command)
      if (isFault(value)) return value
      read.push(value)
    }
    if (read.length > 0) values[name] = flag.type === 'option' && flag.multiple ? read : read[0]
    else if (flag.default !== undefined) values[name] = flag.default
    else if (flag.type === 'boolean') values[name] = false
  }
  return {values}
}

async function flagValue(
  name: string,
  flag: Interfaces.FlagInput[string],
  text: string | boolean,
  command: Command,
): Promise<unknown> {
  if (flag.type === 'boolean' || typeof text === 'boolean') return text
  const label = flagLabel({name, ...(flag.char && {char: flag.char})})
  if (flag.options !== undefined && !flag.options.includes(text)) {
    return {fault: `invalid argument "${text}" for "${label}" flag: it takes ${oneOf(flag.options)}`}
  }
  try {
    return await flag.parse(
      text,
      Object.assign(command, {token: {type: 'flag' as const, flag: name, input: text}}),
      flag,
    )
  } catch (error) {
    if (error instanceof ExpectedError) return {fault: `invalid argument for "${label}" flag: ${error.message}`}
    throw error
  }
}

/** Words to arguments in order; a `multiple` one stands last and takes the rest. No word is quoted in a fault. */
async function argumentValues(
  declared: Interfaces.ArgInput,
  words: readonly string[],
  command: Command,
): Promise<Values | CommandLineFault> {
  const values: Record<string, unknown> = {}
  const names = Object.keys(declared)
  for (const [index, [name, arg]] of Object.entries(declared).entries()) {
    const own = arg.multiple ? words.slice(index) : words.slice(index, index + 1)
    if (own.length === 0 && arg.required) return {fault: `${name.toUpperCase()} is required`}
    const read = await Promise.all(
      own.map((word) =>
        arg.parse(word, Object.assign(command, {token: {type: 'arg' as const, arg: name, input: word}}), arg),
      ),
    )
    if (read.length > 0 || arg.multiple) values[name] = arg.multiple ? read : read[0]
  }
  const takesRest = Object.values(declared).some(({multiple}) => multiple)
  if (takesRest || words.length <= names.length) return {values}
  if (names.length === 0) return {fault: `no argument is taken, ${words.length} given`}
  const taken = names.map((name) => name.toUpperCase()).join(' ')
  return {fault: `${names.length === 1 ? `one ${taken}` : taken} is taken, ${words.length} arguments are given`}
}

function oneOf(options: readonly string[]): string {
  return new Intl.ListFormat('en', {type: 'disjunction'}).format(options)
}

function isFault(value: unknown): value is CommandLineFault {
  return typeof value === 'object' && value !== null && 'fault' in value
}
