import * as Flags from '@oclif/core/flags'
import {printable} from '../report/printable.ts'
import {ExpectedError} from './expected-error.ts'

/** Where Secrets are created: in one namespace, in several, in all. */
export const targetFlags = {
  namespace: Flags.string({
    char: 'n',
    helpValue: '<name>',
    description: 'namespace to store in, instead of the one in the context; several as a,b,c',
  }),
  'namespace-selector': Flags.string({
    exclusive: ['namespace', 'all-namespaces'],
    helpValue: '<labels>',
    description: 'store in every namespace with these labels, such as team=shop',
  }),
  'all-namespaces': Flags.boolean({
    char: 'A',
    exclusive: ['namespace'],
    description: 'store in every namespace, after asking',
  }),
  'create-namespace': Flags.boolean({description: 'create namespaces that do not exist'}),
  yes: Flags.boolean({char: 'y', description: 'do not ask before storing in all namespaces'}),
}

export interface TargetFlagValues {
  readonly namespace?: string | undefined
  readonly 'namespace-selector'?: string | undefined
  readonly 'all-namespaces': boolean
  readonly 'create-namespace': boolean
  readonly yes: boolean
}

/** The names that `--namespace` gives, each once; an empty one is none, as for kubectl. */
export function namedNamespaces({namespace}: Pick<TargetFlagValues, 'namespace'>): readonly string[] {
  return namespace === undefined || namespace === ''
    ? []
    : [...new Set(namespace.split(',').map((name) => namespaceName(name.trim())))]
}

/** Is the cluster to be asked which namespaces there are? */
export function isListed(flags: TargetFlagValues): boolean {
  return flags['all-namespaces'] || flags['namespace-selector'] !== undefined
}

/** Is this more than one Secret in one namespace that is there? */
export function isForSeveral(flags: TargetFlagValues & {readonly filename?: string[] | undefined}): boolean {
  const {filename, 'create-namespace': createsNamespace} = flags
  return filename !== undefined || createsNamespace || isListed(flags) || namedNamespaces(flags).length > 1
}

/** The API server's own rule for namespaces (DNS-1123 label), said before anything is asked. */
export function namespaceName(name: string): string {
  if (name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) return name
  throw new ExpectedError(`"${printable(name)}" cannot be the name of a namespace`, {
    nextSteps: ['Names are of lower case letters, digits and "-", and begin and end with a letter or digit.'],
  })
}
