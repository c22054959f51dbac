/** A file that cannot be read as Kubernetes objects. The message names the file and quotes nothing of what is in it. */
export class ManifestFault extends Error {
  override readonly name = 'ManifestFault'
  readonly file: string
  readonly reason: string
  readonly nextSteps: readonly string[]
  /** It can be read, and nothing in it is a Kubernetes object: in a folder there may be such files. */
  readonly isForeign: boolean

  constructor(file: string, reason: string, nextSteps: readonly string[] = [], {isForeign = false} = {}) {
    super(`${file} ${reason}`)
    this.file = file
    this.reason = reason
    this.nextSteps = nextSteps
    this.isForeign = isForeign
  }
}
