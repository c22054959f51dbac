import * as Flags from '@oclif/core/flags'
import {openRegistries, type Registries} from '../app/registries.ts'
import type {OnProgress} from '../report/progress.ts'
import {ExpectedError} from './expected-error.ts'
import {readInput} from './io.ts'

const registryGroup = 'registry'

/** How registries are reached. */
export const registryFlags = {
  'certificate-authority': Flags.string({
    helpGroup: registryGroup,
    helpValue: '<file>',
    description: 'PEM of authorities to trust for registries, beside those of the system',
  }),
  'insecure-skip-tls-verify': Flags.boolean({
    helpGroup: registryGroup,
    description: 'do not check the certificates of registries; nodes do',
  }),
  'plain-http': Flags.boolean({
    helpGroup: registryGroup,
    description: 'speak plain HTTP to registries, as nodes may be configured to',
  }),
}

export interface RegistryFlagValues {
  readonly 'certificate-authority'?: string | undefined
  readonly 'insecure-skip-tls-verify': boolean
  readonly 'plain-http': boolean
}

/** The way to registries that these flags ask for. Nothing is sent yet; a file that is no PEM is found at once. */
export async function registriesOf(flags: RegistryFlagValues, onProgress?: OnProgress): Promise<Registries> {
  const file = flags['certificate-authority']
  const certificateAuthority = file === undefined ? undefined : await readAuthorities(file)
  return openRegistries({
    ...(certificateAuthority !== undefined && {certificateAuthority}),
    skipTlsVerify: flags['insecure-skip-tls-verify'],
    plainHttp: flags['plain-http'],
    ...(onProgress !== undefined && {onProgress}),
  })
}

async function readAuthorities(file: string): Promise<string> {
  const text = Buffer.from(await readInput(file)).toString('utf8')
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw new ExpectedError(`file "${file}" holds no certificate in PEM`)
}
