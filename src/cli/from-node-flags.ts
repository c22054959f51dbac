import * as Flags from '@oclif/core/flags'
import {ExpectedError} from './expected-error.ts'
import {timeoutFlag} from './flags.ts'

const fromNodeGroup = 'node'

const countFlag = Flags.custom<number>({
  helpValue: '<number>',
  parse: async (text) => {
    const count = Number(text)
    if (!/^\d+$/.test(text) || count < 1 || count > 1000) throw new ExpectedError('it takes a number from 1 to 1000')
    return count
  },
})

/** Has nodes do the pull, by a Pod on each. `-l` of the commands selects Pods, so nodes are selected by a flag of their own. */
export const fromNodeFlags = {
  'from-node': Flags.string({
    helpGroup: fromNodeGroup,
    helpValue: '<node>',
    multiple: true,
    exclusive: ['from-nodes'],
    description: 'have this node pull, with a short-lived Pod that runs nothing; can be repeated',
  }),
  'from-nodes': Flags.string({
    helpGroup: fromNodeGroup,
    helpValue: 'all|<labels>',
    description: 'have all nodes pull, or those with these labels, such as pool=gpu',
  }),
  'probe-namespace': Flags.string({
    helpGroup: fromNodeGroup,
    helpValue: '<name>',
    description: "create the Pods there, with a copy of the Secret, instead of in the Secret's namespace",
  }),
  'max-pods': countFlag({helpGroup: fromNodeGroup, description: 'number of Pods at a time, 10 by default'}),
  'pull-timeout': timeoutFlag({
    helpGroup: fromNodeGroup,
    description: 'time that one node may take for one image, 2m by default',
  }),
  resume: Flags.string({
    helpGroup: fromNodeGroup,
    helpValue: '<file>',
    description: 'record the answers of nodes in this file, and ask only the nodes without an answer in it',
  }),
  yes: Flags.boolean({char: 'y', helpGroup: fromNodeGroup, description: 'create the Pods without asking'}),
  'dry-run': Flags.option({
    options: ['none', 'client'] as const,
    default: 'none',
    helpGroup: fromNodeGroup,
    helpValue: '<strategy>',
    description: 'client: print the Pods and create none',
  })(),
}

export interface FromNodeFlagValues {
  readonly 'from-node'?: string[] | undefined
  readonly 'from-nodes'?: string | undefined
  readonly 'probe-namespace'?: string | undefined
  readonly 'max-pods'?: number | undefined
  readonly 'pull-timeout'?: number | undefined
  readonly resume?: string | undefined
  readonly yes: boolean
  readonly 'dry-run': 'none' | 'client'
  readonly filename?: string[] | undefined
}

/** Are nodes to be asked? Throws where flags about that are given and no node is, and where there are only files. */
export function asksNodes(flags: FromNodeFlagValues): boolean {
  if (flags['from-node'] !== undefined || flags['from-nodes'] !== undefined) {
    if (flags.filename === undefined) return true
    throw new ExpectedError('a node pulls with the Secrets of the cluster, so it cannot be asked about --filename')
  }
  const stray = (['probe-namespace', 'max-pods', 'pull-timeout', 'resume'] as const).find(
    (name) => flags[name] !== undefined,
  )
  const given = stray ?? (flags.yes ? 'yes' : flags['dry-run'] === 'none' ? undefined : 'dry-run')
  if (given === undefined) return false
  throw new ExpectedError(`--${given} goes with --from-node or --from-nodes, and neither is given`)
}
