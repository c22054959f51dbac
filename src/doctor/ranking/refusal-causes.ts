import type {FailurePart} from '../pull-failure.ts'
import type {AskedImage} from './asked-image.ts'
import {challengeRules} from './challenge-rules.ts'
import type {RefusalRule} from './refusal-rule.ts'
import {registryRules} from './registry-rules.ts'
import {scopeRules} from './scope-rules.ts'
import {tokenRules} from './token-rules.ts'
import {allows, type Verdict} from './verdict.ts'

/**
 * What a refusal means where the registry does not give the reason: by who refuses, by what was presented and by the
 * product's habits. Of the table that applies, the first rule that fits counts.
 */
export function refusalCauses(part: FailurePart, image: AskedImage): Verdict {
  return rulesFor(part).find((rule) => fits(rule, part, image))?.verdict ?? allows('unknown')
}

function rulesFor(part: FailurePart): readonly RefusalRule[] {
  if (part.fault === 'no-basic-credentials') return challengeRules
  if (part.fault === 'insufficient-scope') return scopeRules
  return part.at === 'token' ? tokenRules : registryRules
}

function fits(rule: RefusalRule, part: FailurePart, image: AskedImage): boolean {
  return (
    (rule.fault === undefined || rule.fault === part.fault) &&
    (rule.presented === undefined || rule.presented === part.presented) &&
    (rule.products === undefined || rule.products.includes(image.product)) &&
    (rule.hasWords === undefined || rule.hasWords === (part.serverMessage !== undefined)) &&
    (rule.hasUrl === undefined || rule.hasUrl === (part.asked !== undefined)) &&
    (rule.words === undefined || rule.words.test(part.serverMessage ?? ''))
  )
}
