import * as Flags from '@oclif/core/flags'
import {ExpectedError} from './expected-error.ts'

const fileGroup = 'file'

const platformFlag = Flags.custom<string>({
  helpValue: '<os/arch>',
  parse: async (text) => {
    if (/^[a-z0-9]+\/[a-z0-9_]+(?:\/v\d+)?$/.test(text)) return text.split('/').slice(0, 2).join('/')
    throw new ExpectedError('it takes an operating system and an architecture, such as linux/arm64')
  },
})

/** Files in the place of the cluster: what `kubectl get` has written, or manifests before they are applied. */
export const manifestFlags = {
  filename: Flags.string({
    char: 'f',
    helpGroup: fileGroup,
    helpValue: '<file>',
    multiple: true,
    description:
      'read a file or folder instead of the cluster: manifests, or what "kubectl get -o json" wrote; - is standard input',
  }),
  recursive: Flags.boolean({
    char: 'R',
    helpGroup: fileGroup,
    dependsOn: ['filename'],
    description: 'also read the subfolders of a folder',
  }),
  'against-cluster': Flags.boolean({
    helpGroup: fileGroup,
    dependsOn: ['filename'],
    description: 'look in the cluster for Secrets, ServiceAccounts and nodes that are not in the files',
  }),
  platform: platformFlag({
    helpGroup: fileGroup,
    multiple: true,
    dependsOn: ['filename'],
    description: 'platform of the nodes, such as linux/arm64, instead of asking the cluster; can be repeated',
  }),
  kustomize: Flags.string({
    char: 'k',
    hidden: true,
    description: 'folder of a kustomization, which kubectl kustomize builds',
  }),
}

export interface ManifestFlagValues {
  readonly filename?: string[] | undefined
  readonly recursive: boolean
  readonly 'against-cluster': boolean
  readonly platform?: string[] | undefined
  readonly kustomize?: string | undefined
}
