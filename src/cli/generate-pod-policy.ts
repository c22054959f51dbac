import type {PodPolicyOptions} from '../manifests/pod-policy.ts'
import {ExpectedError} from './expected-error.ts'
import {objectName} from './secret-name.ts'
import {namedNamespaces} from './target-flags.ts'

export interface PodPolicyFlags {
  readonly secret: string
  readonly match: readonly {readonly given: string; readonly regex: string}[]
  readonly namespace?: string | undefined
  readonly name?: string | undefined
}

/** Flags as what a policy is made of; a pattern that is given twice counts once. */
export async function podPolicyOptions(flags: PodPolicyFlags): Promise<PodPolicyOptions> {
  const {secret, match, namespace, name = `add-${secret}`} = flags
  const [first, ...others] = new Set(match.map(({regex}) => regex))
  if (first === undefined) throw new ExpectedError('--match names no images')
  return {
    name: await objectName('policy')(name),
    secret,
    patterns: [...new Set(match.map(({given}) => given))],
    regexes: [first, ...others],
    namespaces: namedNamespaces({namespace}),
  }
}
