/** A template of kubectl's JSONPath: text, and actions in braces. */
export type Part =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'path'; readonly path: Path}
  | {readonly kind: 'range'; readonly path: Path; readonly body: readonly Part[]}

/** Where to look: from the whole value (`$`) or from the one that a range or a filter has come to (`@`). */
export interface Path {
  readonly from: 'root' | 'current'
  readonly steps: readonly Step[]
}

export type Step =
  | {readonly kind: 'field'; readonly name: string}
  | {readonly kind: 'every'}
  /** The value itself and all that is below it. */
  | {readonly kind: 'descent'}
  | {readonly kind: 'index'; readonly index: number}
  /** Bounds as in Go's slices, but that they may count from the end. */
  | {readonly kind: 'slice'; readonly start?: number; readonly end?: number; readonly step?: number}
  | {readonly kind: 'union'; readonly branches: readonly Step[]}
  | {readonly kind: 'filter'; readonly filter: Filter}

/** `left` alone asks whether there is such a value. */
export interface Filter {
  readonly left: Operand
  readonly test?: {readonly operator: Operator; readonly right: Operand}
}

export type Operand =
  | {readonly kind: 'path'; readonly path: Path}
  | {readonly kind: 'literal'; readonly value: string | number | boolean}

export const operators = ['==', '!=', '<=', '>=', '<', '>'] as const

export type Operator = (typeof operators)[number]
