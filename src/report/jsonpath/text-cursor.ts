import {TemplateFault} from '../template-fault.ts'

/** A place in a text that is read from the beginning to the end. */
export class TextCursor {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length
  }

  /** Takes what the pattern matches here; the pattern is sticky. `undefined` where it does not. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const [found] = pattern.exec(this.#text) ?? []
    if (found === undefined) return undefined
    this.#at += found.length
    return found
  }

  /** Takes these characters if they stand here. */
  takeText(text: string): boolean {
    const isHere = this.#text.startsWith(text, this.#at)
    if (isHere) this.#at += text.length
    return isHere
  }

  /** Takes what stands before these characters, and the characters. `undefined` where they do not come any more. */
  takeUntil(text: string): string | undefined {
    const end = this.#text.indexOf(text, this.#at)
    if (end === -1) return undefined
    const found = this.#text.slice(this.#at, end)
    this.#at = end + text.length
    return found
  }

  /** Nothing that is read here can stand here. */
  fault(): TemplateFault {
    const character = Array.from(this.#text.slice(this.#at, this.#at + 2))[0]
    return new TemplateFault(
      character === undefined ? 'unclosed action' : `unrecognized character in action: '${character}'`,
    )
  }
}
