import * as Flags from '@oclif/core/flags'
import {dryRunFlags} from './dry-run.ts'
import {clusterFlags, namespaceFlags} from './flags.ts'
import {objectOutputFlags} from './output-flag.ts'

/** What `attach` and `detach` have in common. */
export const bindingFlags = {
  ...namespaceFlags,
  'service-account': Flags.string({
    multiple: true,
    exclusive: ['all-service-accounts'],
    helpValue: '<name>',
    description: 'ServiceAccount to change, for its new Pods; can be repeated',
  }),
  'all-service-accounts': Flags.boolean({description: 'change every ServiceAccount in the namespace'}),
  ...dryRunFlags,
  ...objectOutputFlags,
  ...clusterFlags,
}
