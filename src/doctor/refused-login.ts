import type {Credential} from '../credentials/credential.ts'
import {type Refusal, type RefusalWay, wayOfPart} from './refusal.ts'

/**
 * The logins that were refused in one of these ways. The kubelet joins the errors of several logins in the order in which
 * it tried them, equal ones only once (`pullImage` in kuberuntime_image.go): where there are as many as logins, each has
 * its own; else all logins may be meant.
 */
export function loginsRefused({logins, parts}: Refusal, ways: readonly RefusalWay[]): readonly Credential[] {
  if (logins.length < 2 || parts.length !== logins.length) return logins
  const own = logins.filter((_, at) => ways.some((way) => parts[at] !== undefined && wayOfPart(parts[at]) === way))
  return own.length === 0 ? logins : own
}
