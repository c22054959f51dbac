import type {Command} from '@oclif/core'
import {brokenRule} from '../../../src/cli/flag-rule.ts'
import type {Random} from '../../generalise/random.ts'
import {argumentLevels, companyOf, flagLevels, type Level} from './flag-value.ts'

/** One call: the value that each flag and argument has in it, by name. */
export interface CallRow {
  readonly argv: readonly string[]
  readonly chosen: ReadonlyMap<string, readonly string[]>
}

interface Factor {
  readonly name: string
  readonly isFlag: boolean
  readonly needs: readonly string[]
  readonly levels: readonly Level[]
}

/**
 * Calls of one command whose flags are mixed so that soon every two values of two flags have met, as far as the command's
 * own rules let them. `starts` are flags that make a call go far; each row has one of them, and the first rows have
 * nothing else. Greedy: of a few random rows
 * the one with the most new pairs is next. Ends after `count` rows, or where nothing new is found.
 */
export function callRows(
  id: string,
  command: Command.Cached,
  {random, count, starts}: {readonly random: Random; readonly count: number; readonly starts: readonly string[][]},
): readonly CallRow[] {
  const factors = factorsOf(command)
  const rows = starts.map((start) => plainRow(id, command, factors, start))
  const met = new Set(rows.flatMap((row) => meetingsOf(row).map(({text}) => text)))
  while (rows.length < count) {
    const start = starts[rows.length % starts.length] ?? []
    const candidates = Array.from({length: 20}, () => randomRow(id, command, factors, start, random))
    const best = candidates
      .map((row) => ({row, fresh: meetingsOf(row).filter(({text}) => !met.has(text))}))
      .toSorted((one, other) => weightOf(other.fresh) - weightOf(one.fresh))[0]
    if (best === undefined || best.fresh.length === 0) break
    for (const {text} of best.fresh) met.add(text)
    rows.push(best.row)
  }
  return rows
}

function factorsOf({flags, args}: Command.Cached): readonly Factor[] {
  return [
    ...Object.values(args).map((arg) => ({name: arg.name, isFlag: false, needs: [], levels: argumentLevels(arg)})),
    ...Object.values(flags).map((flag) => ({
      name: flag.name,
      isFlag: true,
      needs: companyOf(flag),
      levels: flagLevels(flag),
    })),
  ]
}

function randomRow(
  id: string,
  command: Command.Cached,
  factors: readonly Factor[],
  start: readonly string[],
  random: Random,
): CallRow {
  const {flags, args} = command
  const required = [...Object.values(flags), ...Object.values(args)].filter((one) => one.required)
  const first = new Set([...start, ...required.map(({name}) => name)])
  const ordered = factors
    .map((factor) => ({factor, at: first.has(factor.name) ? -1 : random.number(1000)}))
    .toSorted((one, other) => one.at - other.at)
  const chosen = new Map<string, readonly string[]>()
  let isFaulty = false
  for (const {factor, at} of ordered) {
    if (at !== -1 && random.number(3) > 0) continue
    const wanted = factors.filter(({name}) => name === factor.name || factor.needs.includes(name))
    const added = wanted.map(({name, levels}) => [name, levelOf(levels, random)] as const)
    const faults = added.filter(([, level]) => level?.isFault).length
    if (at !== -1 && faults + Number(isFaulty) > 1) continue
    const next = [...chosen.keys(), ...added.map(([name]) => name)]
    if (at !== -1 && brokenRule(flags, new Set(next)) !== undefined) continue
    for (const [name, level] of added) chosen.set(name, level?.words ?? [])
    isFaulty ||= faults > 0
  }
  return rowOf(id, factors, chosen)
}

/** The first value of what must be there, and of nothing else. */
function plainRow(
  id: string,
  {flags, args}: Command.Cached,
  factors: readonly Factor[],
  start: readonly string[],
): CallRow {
  const required = [...Object.values(flags), ...Object.values(args)].filter((one) => one.required)
  const names = [...start, ...required.map(({name}) => name)]
  const chosen = factors.flatMap(({name, levels}) =>
    names.includes(name) ? [[name, levels[0]?.words ?? []] as const] : [],
  )
  return rowOf(id, factors, new Map(chosen))
}

function rowOf(id: string, factors: readonly Factor[], chosen: CallRow['chosen']): CallRow {
  const wordsOf = (isFlag: boolean) =>
    factors.filter((factor) => factor.isFlag === isFlag).flatMap(({name}) => chosen.get(name) ?? [])
  return {argv: [...id.split(':'), ...wordsOf(false), ...wordsOf(true)], chosen}
}

/** Names, values, and pairs of values. */
function meetingsOf({chosen}: CallRow): readonly Meeting[] {
  const words = [...chosen.values()].map((value) => value.join(' ')).toSorted()
  return [
    ...[...chosen.keys()].map((name) => ({text: name, weight: 1000})),
    ...words.map((text) => ({text, weight: 20})),
    ...words.flatMap((one, index) => words.slice(index + 1).map((other) => ({text: `${one}\n${other}`, weight: 1}))),
  ]
}

interface Meeting {
  readonly text: string
  /** A name and a value that were in no row yet count for many pairs. */
  readonly weight: number
}

function weightOf(meetings: readonly Meeting[]): number {
  return meetings.reduce((sum, {weight}) => sum + weight, 0)
}

/** A value that ends the call early is taken seldom. */
function levelOf(levels: readonly Level[], random: Random): Level | undefined {
  const good = levels.filter(({isFault}) => !isFault)
  const from = good.length > 0 && random.number(4) > 0 ? good : levels
  return from[random.number(from.length)]
}
