import {decodeBase64} from './base64-text.ts'
import {formHints} from './form-hints.ts'
import {holding, note, warning} from './hint.ts'
import {loginToken} from './login-token.ts'
import type {Hint, HostPart, Provider, RegistryLogin} from './provider.ts'
import {recogniseToken} from './recognise-token.ts'
import {matchServiceHost} from './registry-host.ts'

const title = 'Amazon ECR'

/**
 * The hosts of ECR in all partitions, with a dot or a dash and with FIPS (`ecrPrivateHostPattern` in
 * kubernetes/cloud-provider-aws and the pattern of amazon-ecr-credential-helper, read 2026-11).
 */
const host =
  /^(?<account>\d{12})\.dkr[.-]ecr(?:-fips)?\.(?<region>[a-z0-9][a-z0-9_-]*)\.(?:amazonaws\.(?:com(?:\.cn)?|eu)|on\.(?:aws|amazonwebservices\.com\.cn)|sc2s\.sgov\.gov|c2s\.ic\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/

/** Amazon's private registries: one for each account and region. */
export const ecr: Provider = {
  id: 'ecr',
  title,
  hosts: (registry) => matchServiceHost(registry, host) !== undefined,
  username: 'AWS',
  canonicalKey: (registry) => registry,
  token: (login) => loginToken(login),
  hints: (login) => [...formHints(login, {title, vendors: ['aws']}), ...awsHints(login, 'aws ecr get-login-password')],
  handsOut: ({username, password}) => username === 'AWS' && recogniseToken(password)?.vendor === 'aws',
  parts: ecrParts,
  newPassword(registry) {
    const [, region] = ecrParts(registry)
    return region && `aws ecr get-login-password --region ${region.value}`
  },
  page: ({registry, repository}) => {
    const [account, region] = ecrParts(registry)
    if (!account || !region || !hasPublicConsole(registry)) return undefined
    return `https://${region.value}.console.aws.amazon.com/ecr/repositories/private/${account.value}/${repository}`
  },
}

/** What goes wrong with logins of both of Amazon's registries. `command` is the one that prints a password. */
export function awsHints({username, password}: RegistryLogin, command: string): readonly Hint[] {
  if (password.isEmpty) return []
  const isToken = recogniseToken(password)?.vendor === 'aws'
  return holding(
    /^A(?:KIA|SIA)[A-Z0-9]{16}$/.test(username) &&
      warning(`an access key of AWS does not log in to a registry; "${command}" makes a password with it`),
    username !== 'AWS' && warning('the user name is always AWS, in capitals'),
    isWholeAuthorization(password.reveal()) &&
      warning('the password is an authorizationToken as it stands: base64 of "AWS:" and the password'),
    isToken && note(`a password lasts 12 hours; "${command}" makes a new one`),
  )
}

/** `authorizationToken` in the answer to GetAuthorizationToken holds the user name too, and is refused as a password. */
function isWholeAuthorization(text: string): boolean {
  return decodeBase64(text.trim())?.startsWith('AWS:') ?? false
}

function ecrParts(registry: string): readonly HostPart[] {
  const {account, region} = matchServiceHost(registry, host) ?? {}
  if (account === undefined || region === undefined) return []
  return [
    {name: 'account', value: account},
    {name: 'region', value: region},
  ]
}

/** The other partitions have consoles of their own. */
function hasPublicConsole(registry: string): boolean {
  return /\.amazonaws\.com(?::443)?$/.test(registry) && !registry.includes('.us-gov-')
}
