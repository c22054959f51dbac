import type {Advice, AdviceFacts, AdviceRule} from './advice.ts'
import {cloudLoginInSecret} from './cloud-login-in-secret.ts'
import {loginMayPush} from './login-may-push.ts'
import {personalAccount} from './personal-account.ts'
import {sharedLogin} from './shared-login.ts'
import type {StoredLogin} from './stored-login.ts'
import {tokenEndsSoon} from './token-ends-soon.ts'

/** Every practice that is advised, the most pressing first. */
export const adviceRules: readonly AdviceRule[] = [
  tokenEndsSoon,
  loginMayPush,
  personalAccount,
  sharedLogin,
  cloudLoginInSecret,
]

/** What is to be advised of these logins, by practice and then in their order. */
export function advise(logins: readonly StoredLogin[], facts: AdviceFacts): readonly Advice[] {
  return adviceRules.flatMap((rule) =>
    logins.flatMap((login) => {
      const grounds = rule.examine(login, facts)
      const {name, title, why} = rule
      return grounds === undefined ? [] : [{name, title, why, login, ...grounds}]
    }),
  )
}
