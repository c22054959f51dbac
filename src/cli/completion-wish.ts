import {flagShape, readCommandLine} from './command-line.ts'
import {findCommand} from './find-command.ts'
import type {Program} from './program.ts'

/** Something that can be completed, with a word about it. */
export interface Offer {
  readonly value: string
  readonly description?: string
}

/** Names that have to be looked up: in the cluster, in the kubeconfig, or in what this program knows. */
export type NameKind =
  | 'namespace'
  | 'pull-secret'
  | 'service-account'
  | 'service-account-of-namespace'
  | 'node'
  | 'workload'
  | 'binding-target'
  | 'context'
  | 'cluster'
  | 'user'
  | 'cause'
  | 'provider'
  | 'role-command'

/** What may stand where the cursor is. */
export type Wish =
  | {readonly kind: 'offers'; readonly offers: readonly Offer[]}
  | {readonly kind: 'names'; readonly names: NameKind}
  | {readonly kind: 'files'}
  | {readonly kind: 'nothing'}

export interface CompletionWish {
  readonly wish: Wish
  /** The text that is to be completed, without a flag before `=`. */
  readonly typed: string
  /** Values of flags that stand before it, for the cluster to be asked. */
  readonly flags: ReadonlyMap<string, string>
}

/** A word nobody writes, for the place of the cursor. */
const cursor = '\0'
const nothing: Wish = {kind: 'nothing'}

/**
 * What the last of these words can be. The words before it are read as the command itself would read them, so that a
 * value that looks like a flag, a `--`, or a flag before the command's name mean here what they mean there.
 */
export function completionWish(words: readonly string[], manifest: Program['manifest']): CompletionWish {
  const typed = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const [first, ...rest] = before
  if (first === 'help') {
    const prefix = rest.map((word) => `${word}:`).join('')
    return {wish: offers(typed.startsWith('-') ? [] : commands(manifest, prefix)), typed, flags: new Map()}
  }
  const call = findCommand([...before, cursor], manifest)
  if (call.kind === 'fault') {
    return {wish: offers(typed.startsWith('-') ? programFlags : commands(manifest)), typed, flags: new Map()}
  }
  if (call.kind !== 'command') return {wish: nothing, typed, flags: new Map()}
  const command = manifest[call.id]
  if (command === undefined) return {wish: nothing, typed, flags: new Map()}
  const {args, flags: declared} = command
  const shapes = Object.values(declared).map((flag) => flagShape(flag.name, flag))
  const own = call.argv.filter((argument) => argument !== cursor)
  const line = readCommandLine([...own, cursor], shapes)
  if ('fault' in line) return {wish: nothing, typed, flags: new Map()}
  const given = line.flags.filter(({name}) => name !== 'user' || asksCluster(declared))
  const flags = new Map(given.map(({name, value}) => [name, String(value)]))
  const pending = line.flags.find(({value}) => value === cursor)
  if (pending !== undefined) return {wish: valueWish(declared[pending.name], declared), typed, flags}
  if (typed.startsWith('-') && !own.includes('--')) return flagWish(typed, declared, flags)
  const children = line.words.length === 1 ? commands(manifest, `${call.id}:`) : []
  if (children.length > 0) return {wish: offers(children), typed, flags}
  const names = Object.keys(args)
  const index = line.words.length - 1
  const last = names.at(-1)
  const name = names[index] ?? (last !== undefined && args[last]?.multiple === true ? last : undefined)
  return {wish: name === undefined ? nothing : argumentWish(call.id, name), typed, flags}
}

type Declared = Program['manifest'][string]['flags']

const helpFlags: readonly Offer[] = ['--help', '-h'].map((value) => ({value, description: 'show help'}))
const programFlags: readonly Offer[] = [...helpFlags, {value: '--version', description: 'show the version'}]

/** The commands below a prefix by their next word, groups once. */
function commands(manifest: Program['manifest'], prefix = ''): readonly Offer[] {
  const ids = Object.keys(manifest).filter((id) => id.startsWith(prefix))
  const words = new Map(ids.map((id) => [id.slice(prefix.length).split(':')[0] ?? '', id]))
  return [...words.keys()].map((value) => {
    const summary = manifest[`${prefix}${value}`]?.summary
    return {value, ...(summary !== undefined && {description: summary})}
  })
}

/**
 * `--name=` and `-n=` are completed by values, which the shells put behind it; what else begins with a dash by the flags
 * that can still be given, long and short as cobra offers them.
 */
function flagWish(typed: string, declared: Declared, given: ReadonlyMap<string, string>): CompletionWish {
  const [, long, short, value] = /^-(?:-([^=]+)|([^-=]))=(.*)$/s.exec(typed) ?? []
  if (value !== undefined) {
    const flag = Object.values(declared).find(({name, char}) => name === long || (char !== undefined && char === short))
    return {wish: valueWish(flag, declared), typed: value, flags: given}
  }
  const open = Object.values(declared).filter(
    (flag) => flag.hidden !== true && (isRepeatable(flag) || !given.has(flag.name)),
  )
  const flags = open.flatMap(({name, char, description}) => {
    const about = description === undefined ? {} : {description}
    return [{value: `--${name}`, ...about}, ...(char === undefined ? [] : [{value: `-${char}`, ...about}])]
  })
  return {wish: offers([...flags, ...helpFlags]), typed, flags: given}
}

/** A command that asks none has a `--user` of the rights that it prints, not of the kubeconfig. */
function asksCluster(declared: Declared): boolean {
  return Object.hasOwn(declared, 'kubeconfig')
}

function isRepeatable(flag: Declared[string]): boolean {
  return flag.type === 'option' && flag.multiple === true
}

/** What the values of flags are that no list of options holds. */
const namesOfFlag: Readonly<Record<string, NameKind>> = {
  namespace: 'namespace',
  context: 'context',
  cluster: 'cluster',
  user: 'user',
  'service-account': 'service-account',
  attach: 'binding-target',
  secret: 'pull-secret',
  'from-node': 'node',
  'probe-namespace': 'namespace',
  provider: 'provider',
}

function valueWish(flag: Declared[string] | undefined, declared: Declared): Wish {
  if (flag?.type !== 'option') {
    return flag === undefined ? nothing : offers([{value: 'true'}, {value: 'false'}])
  }
  if (flag.options !== undefined) return offers(flag.options.map((value) => ({value})))
  if (flag.name === 'output') return offers(listedFormats(flag.description).map((value) => ({value})))
  if (flag.name === 'user' && !asksCluster(declared)) return nothing
  if (flag.helpValue === '<namespace:name>') return {kind: 'names', names: 'service-account-of-namespace'}
  const names = namesOfFlag[flag.name]
  if (names !== undefined) return {kind: 'names', names}
  if (flag.name.startsWith('dry-run')) return offers(['none', 'client', 'server'].map((value) => ({value})))
  return /file|folder|dir/.test(flag.helpValue?.toString() ?? '') ? {kind: 'files'} : nothing
}

/** The formats that the description of `-o` begins with; a template is for its writer to complete. */
function listedFormats(description = ''): readonly string[] {
  return description.split(':')[0]?.match(/(?<![\w=-])[a-z]+(?=,|$| or )/g) ?? []
}

/** What the arguments of commands are; the name of a Secret that is created may be one that is there. */
function argumentWish(id: string, name: string): Wish {
  if (name === 'workload') return {kind: 'names', names: 'workload'}
  if (name === 'cause') return {kind: 'names', names: 'cause'}
  if (name === 'command') return {kind: 'names', names: 'role-command'}
  const isSecret = name === 'secret' || (name === 'name' && id !== 'generate')
  return isSecret ? {kind: 'names', names: 'pull-secret'} : nothing
}

function offers(list: readonly Offer[]): Wish {
  return {kind: 'offers', offers: list}
}
