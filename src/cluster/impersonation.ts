import {field, isJsonObject, listField, textField} from './json-field.ts'
import {KubeError} from './kube-error.ts'

/** Another user to act as (Kubernetes: "User impersonation"). */
export interface Impersonation {
  readonly user: string
  readonly uid?: string
  readonly groups: readonly string[]
  /** Values by key. */
  readonly extra: ReadonlyMap<string, readonly string[]>
}

/** The flags go before the kubeconfig's `as`, `as-groups`, `as-uid` and `as-user-extra`, each for itself. */
export function impersonationOf(
  user: unknown,
  flags: {readonly as?: string; readonly asGroups?: readonly string[]},
): Impersonation | undefined {
  const as = flags.as || textField(user, 'as')
  const ownGroups = listField(user, 'as-groups').filter((group) => typeof group === 'string')
  const groups = flags.asGroups !== undefined && flags.asGroups.length > 0 ? flags.asGroups : ownGroups
  const extra = extraOf(field(user, 'as-user-extra'))
  const uid = textField(user, 'as-uid')
  if (as === undefined) {
    if (groups.length === 0 && extra.size === 0 && uid === undefined) return undefined
    throw new KubeError('credential', 'parts of another user are given without a user to impersonate', {
      nextSteps: ['Name the user with --as.'],
    })
  }
  return {user: as, groups, extra, ...(uid !== undefined && {uid})}
}

/** As `impersonatingRoundTripper` in client-go sends it. */
export function impersonationHeaders({user, uid, groups, extra}: Impersonation): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {'Impersonate-User': wireText(user)}
  if (uid !== undefined) headers['Impersonate-Uid'] = wireText(uid)
  if (groups.length > 0) headers['Impersonate-Group'] = groups.map(wireText)
  for (const [key, values] of extra) headers[`Impersonate-Extra-${headerKey(key)}`] = values.map(wireText)
  return headers
}

/** Node.js takes a character of a header for a byte; Go sends the bytes of UTF-8. */
function wireText(text: string): string {
  return Buffer.from(text).toString('latin1')
}

/** What no header name may hold is written as in a URL (`headerKeyEscape`). */
function headerKey(key: string): string {
  return encodeURIComponent(key).replaceAll('(', '%28').replaceAll(')', '%29')
}

function extraOf(value: unknown): ReadonlyMap<string, readonly string[]> {
  if (!isJsonObject(value)) return new Map()
  return new Map(
    Object.entries(value).map(([key, values]) => [
      key,
      Array.isArray(values) ? values.filter((each) => typeof each === 'string') : [],
    ]),
  )
}
