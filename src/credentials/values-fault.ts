/** A values file that no login can be read of. `message` names the file and the line and quotes no value out of it. */
export class ValuesFault extends Error {
  override readonly name = 'ValuesFault'
  readonly nextSteps: readonly string[]

  constructor(message: string, nextSteps: readonly string[] = []) {
    super(message)
    this.nextSteps = nextSteps
  }
}
