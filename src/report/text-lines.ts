import {printable} from './printable.ts'
import type {Paint, Theme} from './theme.ts'
import {wrap} from './wrap.ts'

/** How a report is drawn: columns of the terminal, and its looks. */
export interface TextOptions {
  readonly width: number
  readonly theme: Theme
}

/** The same for a report on Pods. */
export interface ReportTextOptions extends TextOptions {
  /** Name the namespace of each Pod, since the report's scope does not. Where several occur they are named anyway. */
  readonly showsNamespaces?: boolean
  /** Nothing is shortened, counted instead of named, or left to `-o json`. */
  readonly isWhole?: boolean
}

/** Narrower than this, lines are left to the terminal to break. */
const narrowest = 24

/** Hostile or long text as lines with the same blanks before each, painted one by one. */
export function paragraph(text: string, indent: number, {width}: TextOptions, paint: Paint = plain): readonly string[] {
  const room = Math.max(narrowest, width - indent)
  return wrap(printable(text), {width: room}).map((line) => ' '.repeat(indent) + paint(line))
}

/** The same with a sign before the first line, under which the others hang. */
export function signed(
  sign: string,
  text: string,
  indent: number,
  {width}: TextOptions,
  paint: Paint = plain,
): readonly string[] {
  const hanging = indent + sign.length + 1
  const room = Math.max(narrowest, width - hanging)
  return wrap(printable(text), {width: room}).map((line, at) =>
    at === 0 ? `${' '.repeat(indent)}${paint(sign)} ${line}` : ' '.repeat(hanging) + line,
  )
}

function plain(text: string): string {
  return text
}

/** `1 Pod`, `2 Pods`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
