/** A template of Go's text/template, as far as kubectl's users write them; there are no templates in templates. */
export type Node =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'print'; readonly pipeline: Pipeline}
  | {
      readonly kind: 'if' | 'with' | 'range'
      readonly pipeline: Pipeline
      readonly body: readonly Node[]
      readonly otherwise: readonly Node[]
    }
  | {readonly kind: 'break' | 'continue'}

export interface Pipeline {
  /** `$name :=` declares, `$name =` sets; a range declares an index and an element. */
  readonly variables: readonly string[]
  readonly isDeclared: boolean
  /** Each is given the value of the one before it as its last argument. */
  readonly commands: readonly (readonly Operand[])[]
}

export type Operand =
  | {readonly kind: 'literal'; readonly value: string | number | boolean | null}
  | {readonly kind: 'function'; readonly name: string}
  | {readonly kind: 'fields'; readonly base: Base; readonly names: readonly string[]}

/** The dot, a variable (`$` is the whole value), or a pipeline in parentheses. */
export type Base =
  | {readonly kind: 'dot'}
  | {readonly kind: 'variable'; readonly name: string}
  | {readonly kind: 'pipeline'; readonly pipeline: Pipeline}
