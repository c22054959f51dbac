import * as Flags from '@oclif/core/flags'

export const dryRunFlags = {
  'dry-run': Flags.option({
    options: ['none', 'client', 'server'] as const,
    default: 'none',
    helpValue: '<strategy>',
    description:
      'client: print what would be sent, but send nothing; server: let the API server check it, but store nothing',
  })(),
}

export type DryRun = 'none' | 'client' | 'server'

/** What kubectl adds to the line about an object that was not stored (`GetDryRunStrategy` and its printers). */
export function dryRunSuffix(dryRun: DryRun): string {
  switch (dryRun) {
    case 'none':
      return ''
    case 'client':
      return ' (dry run)'
    case 'server':
      return ' (server dry run)'
  }
}
