import {inspect} from 'node:util'

/**
 * Text that must not reach a terminal, a log or a snapshot. The only way out is `reveal()`: string conversion, JSON and
 * `util.inspect` all say `[redacted]`.
 */
export class Sensitive {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }

  get isEmpty(): boolean {
    return this.#text === ''
  }

  equals(other: Sensitive): boolean {
    return this.#text === other.#text
  }

  toString(): string {
    return '[redacted]'
  }

  toJSON(): string {
    return '[redacted]'
  }

  [inspect.custom](): string {
    return '[redacted]'
  }
}
