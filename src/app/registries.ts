import type {HttpOptions} from '../registry/http.ts'
import type {Probe} from '../registry/probe.ts'
import type {ProbesOptions} from '../registry/run-probes.ts'
import type {OnProgress} from '../report/progress.ts'
import type {Ask, AskGrants, AskLogin} from './ask.ts'

export interface RegistryOptions
  extends Pick<HttpOptions, 'certificateAuthority' | 'clientCertificate' | 'skipTlsVerify' | 'proxy' | 'timeoutMs'> {
  /** Speak plain HTTP to the registries, as a node's own configuration may say. */
  readonly plainHttp?: boolean
  /** For all questions together, from the first one on; 0 is no limit. Default: 60 seconds. */
  readonly runTimeoutMs?: number
  readonly onProgress?: OnProgress
  /** Ends all waiting; what was not answered by then is not answered. */
  readonly signal?: AbortSignal
}

/** The ways to ask registries, with one memory for the whole run: no question twice, no refused login twice. */
export interface Registries {
  readonly ask: Ask
  readonly askLogin: AskLogin
  readonly askGrants: AskGrants
  close(): Promise<void>
}

const defaultRunTimeoutMs = 60_000

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
      return runProbes(probes, http, {session, ...tellingProgress(probes, options.onProgress)})
    },
    async askLogin(registry, login) {
      options.onProgress?.({kind: 'asking', answered: 0, total: 1, waitingFor: [registry]})
      const {http, session, checkLogin} = await connected()
      return checkLogin(registry, login, http, session)
    },
    async askGrants(answered) {
      if (answered.length === 0) return new Map()
      const {http, session, askGrants} = await connected()
      return askGrants(answered, http, session)
    },
    async close() {
      await (await opened)?.http.close()
    },
  }
}

/** Tells how many questions are answered, and whose answers are awaited, at the beginning and after each answer. */
function tellingProgress(
  probes: readonly Probe[],
  onProgress: OnProgress | undefined,
): Pick<ProbesOptions, 'onOutcome'> {
  if (onProgress === undefined) return {}
  const open = new Map<string, number>()
  for (const {reference} of probes) open.set(reference.registry, (open.get(reference.registry) ?? 0) + 1)
  let answered = 0
  const tell = () => onProgress({kind: 'asking', answered, total: probes.length, waitingFor: [...open.keys()]})
  tell()
  return {
    onOutcome({reference: {registry}}) {
      answered += 1
      const left = (open.get(registry) ?? 1) - 1
      if (left > 0) open.set(registry, left)
      else open.delete(registry)
      tell()
    },
  }
}

async function connect(options: RegistryOptions) {
  const {certificateAuthority, clientCertificate, plainHttp, runTimeoutMs = defaultRunTimeoutMs} = options
  const [{createHttp}, {startSession}, {timeLimit}, {runProbes}, {checkLogin}, {askGrants}] = await Promise.all([
    import('../registry/http.ts'),
    import('../registry/session.ts'),
    import('../registry/time-limit.ts'),
    import('../registry/run-probes.ts'),
    import('../registry/check-login.ts'),
    import('../registry/ask-grants.ts'),
  ])
  const limits = [timeLimit(runTimeoutMs), options.signal].filter((limit) => limit !== undefined)
  const signal = limits.length === 0 ? undefined : AbortSignal.any(limits)
  const session = startSession({
    hasTlsSettings:
      certificateAuthority !== undefined || clientCertificate !== undefined || options.skipTlsVerify === true,
    ...(plainHttp === true ? {defaultScheme: 'http' as const} : {}),
    ...(signal === undefined ? {} : {signal}),
  })
  return {http: createHttp(options), session, runProbes, checkLogin, askGrants}
}
