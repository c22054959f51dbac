/** A file that cannot be read as Kubernetes objects. The message names the file and quotes nothing of what is in it. */
export class ManifestFault extends Error {
  override readonly name = 'ManifestFault'
  readonly file: string
  readonly reason: string
  readonly nextSteps: readonly string[]

  constructor(file: string, reason: string, nextSteps: readonly string[] = []) {
    super(`${file} ${reason}`)
    this.file = file
    this.reason = reason
    this.nextSteps = nextSteps
  }
}
