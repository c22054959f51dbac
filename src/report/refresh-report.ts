import {humanDuration} from './human-duration.ts'
import {table} from './table.ts'

/** What `refresh -o json` prints. */
export interface RefreshReport {
  readonly apiVersion: 'imagecreds/v1'
  readonly kind: 'RefreshReport'
  readonly dryRun: 'none' | 'client' | 'server'
  /** One for each login that does not last or that a helper gave. */
  readonly logins: readonly RefreshedLogin[]
}

/** What became of one login of one Secret; the login itself is nowhere in it. */
export interface RefreshedLogin {
  readonly namespace: string
  readonly name: string
  /** As it stands in the Secret. */
  readonly key: string
  readonly registry: string
  /** For people, such as `ECR authorization token`. */
  readonly token: string
  /** NAME of the docker-credential-NAME that was asked. */
  readonly helper?: string
  /** RFC 3339; where the token itself says so. */
  readonly endsBefore?: string
  readonly endsAfter?: string
  /**
   * `refused` by the registry, `failed` for any other reason; in both cases the Secret is as it was. `unknown`: the API
   * server's answer to the write was lost, and the Secret is as it was or renewed.
   */
  readonly action: 'refreshed' | 'unchanged' | 'not-due' | 'passed-over' | 'refused' | 'failed' | 'unknown'
  /** Follows on the name of the Secret. */
  readonly why?: string
}

const headers = ['namespace', 'name', 'kind', 'before', 'after', 'action']

/** A table as kubectl prints it, with the time that each login had left before and has after. `now` in milliseconds. */
export function refreshText({dryRun, logins}: RefreshReport, now: number): string {
  if (logins.length === 0) return 'no pull secret holds a login that a helper gave or that ends soon\n'
  const suffix = dryRun === 'none' ? '' : dryRun === 'server' ? ' (server dry run)' : ' (dry run)'
  const rows = logins.map(({namespace, name, token, endsBefore, endsAfter, action}) => {
    const done = action === 'refreshed' ? `${action}${suffix}` : action.replace('-', ' ')
    return [namespace, name, token, left(endsBefore, now), left(endsAfter, now), done]
  })
  return `${table(headers, rows).join('\n')}\n`
}

/** Empty, which the table shows as such, where nobody knows it. */
function left(end: string | undefined, now: number): string {
  if (end === undefined) return ''
  const seconds = (Date.parse(end) - now) / 1000
  return seconds <= 0 ? 'ended' : humanDuration(seconds)
}

/** The Secrets that were written, each once, as `kubectl -o name` names objects. */
export function refreshedNames({logins}: RefreshReport): readonly string[] {
  const written = logins.filter(({action}) => action === 'refreshed')
  return [...new Map(written.map(({namespace, name}) => [`${namespace}/${name}`, `secret/${name}`])).values()]
}
