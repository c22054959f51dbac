import * as Flags from '@oclif/core/flags'
import type {HelperChoice} from '../app/refresh-plan.ts'
import type {DryRun} from './dry-run.ts'
import {ExpectedError} from './expected-error.ts'
import {clusterFlags, selectionFlags, timeoutFlag} from './flags.ts'
import {registryOf} from './login-flags.ts'
import {registryFlags} from './registry-flags.ts'

export const refreshFlags = {
  ...selectionFlags,
  helper: Flags.string({
    multiple: true,
    helpValue: '<[registry=]name>',
    description:
      'docker credential helper for short-lived logins that have none recorded, such as ecr-login, or for those of one ' +
      'registry; can be repeated',
  }),
  'if-older-than': timeoutFlag({
    exclusive: ['if-expires-within'],
    description: 'only logins that were fetched longer ago than this, such as 6h',
  }),
  'if-expires-within': timeoutFlag({
    description: 'only logins that expire within this time, such as 2h, or whose expiry is unknown',
  }),
  'no-verify': Flags.boolean({description: 'store the logins without trying them'}),
  'dry-run': Flags.custom<DryRun>({
    default: 'none',
    helpValue: '[<strategy>]',
    description: 'client: fetch and try, but send nothing; server: let the API server check it, but store nothing',
    parse: async (text) => {
      const strategy = (['none', 'client', 'server'] as const).find((one) => one === text)
      if (strategy !== undefined) return strategy
      if (text === '') return 'client'
      throw new ExpectedError('it takes none, client or server')
    },
  })(),
  output: Flags.option({
    char: 'o',
    options: ['text', 'json', 'yaml', 'name'] as const,
    default: 'text',
    helpValue: '<format>',
    description: 'text, json, yaml, or name: the Secrets that were written',
  })(),
  ...clusterFlags,
  ...registryFlags,
}

/** What `--helper` says: a helper for one registry, or for all that have none. */
export function helperChoice(texts: readonly string[]): HelperChoice {
  const byRegistry = new Map<string, string>()
  let fallback: string | undefined
  for (const text of texts) {
    const [, server, name] = /^(?:([^=]*)=)?([A-Za-z0-9][\w.-]*)$/.exec(text) ?? []
    if (name === undefined) {
      throw new ExpectedError('--helper takes NAME of docker-credential-NAME, or a registry, "=" and NAME')
    }
    const registry = server === undefined ? undefined : registryOf(server, '--helper')
    if (registry === undefined ? fallback !== undefined : byRegistry.has(registry)) {
      throw new ExpectedError(`--helper names two helpers for ${registry ?? 'every registry'}`)
    }
    if (registry === undefined) fallback = name
    else byRegistry.set(registry, name)
  }
  return {byRegistry, ...(fallback !== undefined && {fallback})}
}
