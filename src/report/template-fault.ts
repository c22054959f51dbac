/** A template of the user that cannot be read, or that asks of a value what it does not have; the message is kubectl's. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault'
}
