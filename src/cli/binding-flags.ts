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
    description: 'ServiceAccount whose new Pods are meant; can be repeated',
  }),
  'all-service-accounts': Flags.boolean({description: 'every ServiceAccount of the namespace'}),
  ...dryRunFlags,
  ...objectOutputFlags,
  ...clusterFlags,
}
