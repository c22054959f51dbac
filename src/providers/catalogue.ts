import {accountByName, isMachineName} from './account.ts'
import {acr} from './acr.ts'
import {artifactory} from './artifactory.ts'
import {dockerHub} from './docker-hub.ts'
import {ecr} from './ecr.ts'
import {ecrPublic} from './ecr-public.ts'
import {gar} from './gar.ts'
import {generic} from './generic.ts'
import {ghcr} from './ghcr.ts'
import {gitlab} from './gitlab.ts'
import {harbor} from './harbor.ts'
import {nexus} from './nexus.ts'
import {ngc} from './ngc.ts'
import type {Account, Provider, RegistryLogin} from './provider.ts'
import {quay} from './quay.ts'
import {redHat} from './red-hat.ts'

/** Every registry product that is known, the one that fits all at the end. No two claim the same host or login. */
export const providers: readonly Provider[] = [
  dockerHub,
  ghcr,
  gitlab,
  acr,
  ecr,
  ecrPublic,
  gar,
  quay,
  artifactory,
  ngc,
  redHat,
  harbor,
  nexus,
  generic,
]

/** The product behind `host[:port]`, by the host alone: generic for every host that a company chose itself. */
export function providerOf(registry: string): Provider {
  return providers.find((provider) => provider.hosts(registry)) ?? generic
}

/** The product behind a login: by the host where it tells, else by a login that only one product hands out. */
export function providerFor(login: RegistryLogin): Provider {
  const byHost = providerOf(login.registry)
  if (byHost !== generic) return byHost
  return providers.find((provider) => provider.handsOut?.(login)) ?? generic
}

/** Whose account a login acts as, where its form tells that it is no machine's. A user name that speaks of one is believed. */
export function accountOf(login: RegistryLogin): Account | undefined {
  const account = providerFor(login).account?.(login) ?? accountByName(login)
  return account?.holder === 'person' && isMachineName(login.username) ? undefined : account
}

/** The product that `--provider` names. */
export function providerNamed(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id)
}
