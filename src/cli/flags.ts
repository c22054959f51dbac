import * as Flags from '@oclif/core/flags'
import {parseTimeout} from './duration.ts'
import {ExpectedError} from './expected-error.ts'

const clusterGroup = 'cluster'

/** A time limit as kubectl reads one; in milliseconds, 0 is none. */
export const timeoutFlag = Flags.custom<number>({
  helpValue: '<duration>',
  parse: async (text) => {
    const milliseconds = parseTimeout(text)
    if (milliseconds === undefined) {
      throw new ExpectedError('it takes a whole number of seconds, or a number with its unit such as 1s, 2m or 3h')
    }
    return milliseconds
  },
})

/** Which cluster to ask, and as whom: kubectl's flags with kubectl's meanings. */
export const clusterFlags = {
  kubeconfig: Flags.string({
    helpGroup: clusterGroup,
    helpValue: '<file>',
    description: 'kubeconfig file to use instead of KUBECONFIG or ~/.kube/config',
  }),
  context: Flags.string({
    helpGroup: clusterGroup,
    helpValue: '<name>',
    description: 'context of the kubeconfig to use',
  }),
  cluster: Flags.string({
    helpGroup: clusterGroup,
    helpValue: '<name>',
    description: 'cluster of the kubeconfig to use',
  }),
  user: Flags.string({
    helpGroup: clusterGroup,
    helpValue: '<name>',
    description: 'user of the kubeconfig to use',
  }),
  as: Flags.string({
    helpGroup: clusterGroup,
    helpValue: '<user>',
    description: 'user to impersonate',
  }),
  'as-group': Flags.string({
    helpGroup: clusterGroup,
    helpValue: '<group>',
    multiple: true,
    description: 'group to impersonate; can be repeated',
  }),
  'request-timeout': timeoutFlag({
    helpGroup: clusterGroup,
    description: 'time to wait for one answer from the API server, such as 10s; 0 means no limit',
  }),
}

export const namespaceFlags = {
  namespace: Flags.string({
    char: 'n',
    helpValue: '<name>',
    description: 'namespace to use instead of the one in the context',
  }),
}

/** Which Pods: those of one namespace or of all, narrowed by labels. */
export const selectionFlags = {
  namespace: namespaceFlags.namespace,
  'all-namespaces': Flags.boolean({
    char: 'A',
    exclusive: ['namespace'],
    description: 'look in all namespaces',
  }),
  selector: Flags.string({
    char: 'l',
    helpValue: '<labels>',
    description: 'only objects with these labels, such as app=web,tier!=db',
  }),
}

export const filenameFlags = {
  filename: Flags.string({
    char: 'f',
    helpValue: '<file>',
    multiple: true,
    description: 'read a file instead of the cluster; - is standard input',
  }),
}

/** What is shown while one waits at a terminal. */
export const progressFlags = {
  'no-progress': Flags.boolean({description: 'do not show progress on the terminal'}),
}

export const watchFlags = {
  watch: Flags.boolean({
    char: 'w',
    exclusive: ['filename', 'from-node', 'from-nodes', 'redact-hosts', 'advice'],
    description: 'after the report, keep watching and print what changes, until Ctrl-C',
  }),
}

/** Asks for better practice beside what fails. */
export const adviceFlags = {
  advice: Flags.boolean({
    description:
      'also report what works but could be done better; requests one token for each login from its token server',
  }),
}

/** The formats that every command has. */
export const outputFlags = {
  output: Flags.option({
    char: 'o',
    options: ['text', 'json', 'yaml'] as const,
    default: 'text',
    helpValue: '<format>',
    description: 'text, json or yaml',
  })(),
}
