import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {type Cause, causes} from '../../src/doctor/cause.ts'

/**
 * Real messages with their cause. The rules were made on the texts of the taught half first, with no more than the figures
 * of the other; since then the texts of both have been read, so that the other half tells only what was not taught at once.
 * All messages of a source are in one half.
 * Rows of which nobody can tell the cause are not counted.
 */
export interface ReportedMessage {
  readonly text: string
  readonly truth: Cause
  readonly isTaught: boolean
}

/** From public issues, about every runtime. */
export function reportedMessages(): readonly ReportedMessage[] {
  return rows('pull-messages.tsv').flatMap(([, text = '', truth, , source, evidence]) =>
    evidence === 'ambiguous' ? [] : [reported(text, truth, source)],
  )
}

/** From five runtimes in the same situations; the image stands for the situation. */
export function recordedMessages(): readonly ReportedMessage[] {
  return rows('runtime-messages.tsv').map(([, image, , truth, text = '']) => reported(parsedText(text), truth, image))
}

function rows(file: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8')
  const [, ...lines] = text.trimEnd().split('\n')
  return lines.map((line) => line.split('\t'))
}

function reported(text: string, truth = '', source = ''): ReportedMessage {
  const cause = causes.find((name) => name === truth)
  assert.ok(cause, `"${truth}" is no cause`)
  const digit = createHash('sha256').update(source).digest('hex').charAt(0)
  return {text, truth: cause, isTaught: Number.parseInt(digit, 16) % 2 === 0}
}

function parsedText(json: string): string {
  const text: unknown = JSON.parse(json)
  assert.ok(typeof text === 'string')
  return text
}
