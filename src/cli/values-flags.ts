import * as Flags from '@oclif/core/flags'
import type {GivenValue} from '../credentials/value-layers.ts'
import {ExpectedError} from './expected-error.ts'
import {readInput} from './io.ts'

const rivals = ['server', 'username', 'password', 'password-stdin', 'email', 'from-docker-config', 'from-helper']
const valuesGroup = 'values file'

/** Logins out of a Helm values file, and what fills its templates. */
export const valuesFlags = {
  filename: Flags.string({
    char: 'f',
    multiple: true,
    exclusive: rivals,
    helpGroup: valuesGroup,
    helpValue: '<file>',
    description: 'take the logins from the imageCredentials lists in a Helm values file; - is standard input',
  }),
  values: Flags.string({
    multiple: true,
    dependsOn: ['filename'],
    helpGroup: valuesGroup,
    helpValue: '<file>',
    description: 'values for the templates of that file; its own lists are not read',
  }),
  'set-env': Flags.string({
    multiple: true,
    dependsOn: ['filename'],
    helpGroup: valuesGroup,
    helpValue: '<name=variable>',
    description: 'value of .Values.name, from an environment variable',
  }),
  'set-file': Flags.string({
    multiple: true,
    dependsOn: ['filename'],
    helpGroup: valuesGroup,
    helpValue: '<name=file>',
    description: 'value of .Values.name, from a file, without its final newline; - is standard input',
  }),
  set: Flags.string({
    multiple: true,
    dependsOn: ['filename'],
    helpGroup: valuesGroup,
    helpValue: '<name=value>',
    description: 'value of .Values.name, given here, where others on this machine can see it',
  }),
}

export interface ValuesFlagValues {
  readonly filename?: string[] | undefined
  readonly values?: string[] | undefined
  readonly set?: string[] | undefined
  readonly 'set-env'?: string[] | undefined
  readonly 'set-file'?: string[] | undefined
}

/** More than a values file needs, and little enough to be read at once. */
export const largestValues = 1024 * 1024

/** The values that flags give for templates; no value is ever quoted. */
export async function givenValues(
  flags: ValuesFlagValues,
  warn: (text: string) => void,
): Promise<readonly GivenValue[]> {
  if (flags.set !== undefined) {
    warn('--set shows values to everybody on this machine; --set-env and --set-file do not')
  }
  const set = (flags.set ?? []).map((text) => {
    const {path, rest} = parted('--set', text)
    return {path, text: rest}
  })
  const fromEnv = (flags['set-env'] ?? []).map((text) => {
    const {path, rest} = parted('--set-env', text)
    return {path, text: environmentText(path, rest)}
  })
  const fromFiles: GivenValue[] = []
  for (const text of flags['set-file'] ?? []) {
    const {path, rest} = parted('--set-file', text)
    fromFiles.push({path, text: await fileText(rest)})
  }
  const given = [...set, ...fromEnv, ...fromFiles]
  const twice = given.find(({path}, index) => given.findIndex((other) => other.path === path) !== index)
  if (twice !== undefined) throw new ExpectedError(`.Values.${twice.path} is given twice`)
  return given
}

/** `name=rest`, the name as templates have it. */
function parted(flag: string, text: string): {readonly path: string; readonly rest: string} {
  const [, path, rest] = /^((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)=(.*)$/s.exec(text) ?? []
  if (path !== undefined && rest !== undefined) return {path, rest}
  throw new ExpectedError(`${flag} takes the name of a value, "=" and what it is`, {
    nextSteps: ['Names are written as templates have them: registryToken, app.registryToken'],
  })
}

function environmentText(path: string, variable: string): string {
  const value = process.env[variable]
  if (value !== undefined && value !== '') return value
  const fault = value === undefined ? 'is not set' : 'is empty'
  throw new ExpectedError(`environment variable "${variable}", for .Values.${path}, ${fault}`)
}

async function fileText(name: string): Promise<string> {
  const bytes = await readInput(name, {limit: largestValues})
  try {
    return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes).replace(/\r?\n$/, '')
  } catch {
    throw new ExpectedError(`${name === '-' ? 'standard input' : `file "${name}"`} is not UTF-8`)
  }
}
