import type {HttpOptions} from '../registry/http.ts'
import type {Ask, AskLogin} from './ask.ts'

export interface RegistryOptions
  extends Pick<HttpOptions, 'certificateAuthority' | 'clientCertificate' | 'skipTlsVerify' | 'timeoutMs'> {
  /** Speak plain HTTP to the registries, as a node's own configuration may say. */
  readonly plainHttp?: boolean
  /** Ends every request of the run. */
  readonly signal?: AbortSignal
}

/** The ways to ask registries, with one memory for the whole run: no question twice, no refused login twice. */
export interface Registries {
  readonly ask: Ask
  readonly askLogin: AskLogin
  close(): Promise<void>
}

/** Nothing is loaded before the first question: most calls of the program ask no registry. */
export function openRegistries(options: RegistryOptions = {}): Registries {
  let opened: ReturnType<typeof connect> | undefined
  const connected = () => {
    opened ??= connect(options)
    return opened
  }
  return {
    async ask(probes) {
      if (probes.length === 0) return new Map()
      const {http, session, runProbes} = await connected()
      return runProbes(probes, http, {session})
    },
    async askLogin(registry, login) {
      const {http, session, checkLogin} = await connected()
      return checkLogin(registry, login, http, session)
    },
    async close() {
      await (await opened)?.http.close()
    },
  }
}

async function connect(options: RegistryOptions) {
  const {certificateAuthority, clientCertificate, plainHttp, signal} = options
  const [{createHttp}, {startSession}, {runProbes}, {checkLogin}] = await Promise.all([
    import('../registry/http.ts'),
    import('../registry/session.ts'),
    import('../registry/run-probes.ts'),
    import('../registry/check-login.ts'),
  ])
  const session = startSession({
    hasTlsSettings:
      certificateAuthority !== undefined || clientCertificate !== undefined || options.skipTlsVerify === true,
    ...(plainHttp === true ? {defaultScheme: 'http' as const} : {}),
    ...(signal === undefined ? {} : {signal}),
  })
  return {http: createHttp(options), session, runProbes, checkLogin}
}
