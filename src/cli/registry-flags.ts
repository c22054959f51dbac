import * as Flags from '@oclif/core/flags'
import {openRegistries, type Registries} from '../app/registries.ts'
import {Sensitive} from '../credentials/sensitive.ts'
import type {OnProgress} from '../report/progress.ts'
import {ExpectedError} from './expected-error.ts'
import {timeoutFlag} from './flags.ts'
import {readInput} from './io.ts'

const registryGroup = 'registry'

/** How registries are reached. kubectl's own flags for certificates are about the API server, so these have longer names. */
export const registryFlags = {
  'certificate-authority': Flags.string({
    helpGroup: registryGroup,
    helpValue: '<file>',
    description: 'PEM file with CA certificates to trust for registries, besides those of the system',
  }),
  'insecure-skip-tls-verify': Flags.boolean({
    helpGroup: registryGroup,
    description: 'do not check the certificates of registries; nodes still do',
  }),
  'plain-http': Flags.boolean({
    helpGroup: registryGroup,
    description: 'speak plain HTTP to registries, as nodes may be configured to',
  }),
  proxy: Flags.string({
    helpGroup: registryGroup,
    helpValue: '<url>',
    description: 'proxy to reach registries through, overriding HTTPS_PROXY, HTTP_PROXY and NO_PROXY',
  }),
  'registry-client-certificate': Flags.string({
    helpGroup: registryGroup,
    helpValue: '<file>',
    dependsOn: ['registry-client-key'],
    description: 'PEM file with the certificate for registries that ask for one',
  }),
  'registry-client-key': Flags.string({
    helpGroup: registryGroup,
    helpValue: '<file>',
    dependsOn: ['registry-client-certificate'],
    description: 'PEM file with the key of that certificate',
  }),
  'registry-timeout': timeoutFlag({
    helpGroup: registryGroup,
    description: 'time to wait for one answer from a registry, 10s by default; 0 means no limit',
  }),
  'probe-timeout': timeoutFlag({
    helpGroup: registryGroup,
    description: 'time to wait for all registries together, 1m by default; 0 means no limit',
  }),
}

export interface RegistryFlagValues {
  readonly 'certificate-authority'?: string | undefined
  readonly 'insecure-skip-tls-verify': boolean
  readonly 'plain-http': boolean
  readonly proxy?: string | undefined
  readonly 'registry-client-certificate'?: string | undefined
  readonly 'registry-client-key'?: string | undefined
  readonly 'registry-timeout'?: number | undefined
  readonly 'probe-timeout'?: number | undefined
}

/** The way to registries that these flags ask for. Nothing is sent yet; what cannot be used is found at once. */
export async function registriesOf(
  flags: RegistryFlagValues,
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<Registries> {
  const {'registry-timeout': timeoutMs, 'probe-timeout': runTimeoutMs} = flags
  return openRegistries({
    ...(await tlsSettings(flags)),
    ...(flags.proxy !== undefined && {proxy: proxyUrl(flags.proxy)}),
    skipTlsVerify: flags['insecure-skip-tls-verify'],
    plainHttp: flags['plain-http'],
    ...(timeoutMs !== undefined && {timeoutMs}),
    ...(runTimeoutMs !== undefined && {runTimeoutMs}),
    ...(onProgress !== undefined && {onProgress}),
    ...(signal !== undefined && {signal}),
  })
}

/** What everybody has to know who reads answers that were got with these flags. */
export function registryWarnings(flags: Pick<RegistryFlagValues, 'insecure-skip-tls-verify'>): readonly string[] {
  if (!flags['insecure-skip-tls-verify']) return []
  return ['certificates of registries are not checked: anybody on the way can answer for them and read the logins']
}

async function tlsSettings(flags: RegistryFlagValues) {
  const {
    'certificate-authority': authority,
    'registry-client-certificate': certificate,
    'registry-client-key': key,
  } = flags
  const isClient = certificate !== undefined && key !== undefined
  if (authority === undefined && !isClient) return {}
  const settings = {
    ...(authority !== undefined && {certificateAuthority: await readText(authority)}),
    ...(isClient && {clientCertificate: {cert: await readText(certificate), key: await readText(key)}}),
  }
  const {tlsFault} = await import('../registry/tls-trust.ts')
  const fault = tlsFault(settings)
  switch (fault?.of) {
    case 'authority':
      throw new ExpectedError(`file "${authority}" holds no certificate in PEM`)
    case 'client':
      throw new ExpectedError(`files "${certificate}" and "${key}" are not a certificate and its key (${fault.code})`)
    case undefined:
      return settings
  }
}

async function readText(file: string): Promise<string> {
  return Buffer.from(await readInput(file)).toString('utf8')
}

/** Without a scheme it is an HTTP proxy. The text may hold a password, and is not repeated. */
function proxyUrl(text: string): Sensitive {
  const url = URL.parse(/^[a-z0-9]+:\/\//i.test(text) ? text : `http://${text}`)
  if (url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '') return new Sensitive(url.href)
  throw new ExpectedError('--proxy takes the URL of an http or https proxy')
}
