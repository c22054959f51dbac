import * as Flags from '@oclif/core/flags'
import type {DryRun} from './dry-run.ts'
import type {ExitCode} from './exit-code.ts'

/** What `create` attaches its Secret to. */
export const createAttachFlags = {
  attach: Flags.string({
    multiple: true,
    exclusive: ['attach-all-service-accounts'],
    helpValue: '<name>',
    description:
      'have Pods pull with the Secret once it is stored: name of a ServiceAccount, or a workload such as deploy/web; can ' +
      'be repeated',
  }),
  'attach-all-service-accounts': Flags.boolean({description: 'the same for every ServiceAccount in the namespace'}),
}

export interface CreateAttachFlagValues {
  readonly attach?: string[] | undefined
  readonly 'attach-all-service-accounts': boolean
  readonly 'dry-run': DryRun
}

/** What is printed of an attachment; errors are told already, and then the exit code is 2. */
export interface Attached {
  readonly lines: readonly string[]
  /** Patches, for `-o json` and `-o yaml`. */
  readonly objects: readonly object[]
  readonly exitCode: ExitCode
}

export const nothingAttached: Attached = {lines: [], objects: [], exitCode: 0}

export function isAttaching(flags: CreateAttachFlagValues): boolean {
  return flags.attach !== undefined || flags['attach-all-service-accounts']
}
