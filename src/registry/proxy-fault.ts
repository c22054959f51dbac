/** No way through the proxy: it was not reached, or it said no; `code` is that of the error or `HTTP_` with the status. */
export class ProxyFault extends Error {
  override readonly name = 'ProxyFault'
  readonly code: string

  constructor(code: string) {
    super(`the proxy is no way: ${code}`)
    this.code = code
  }
}
