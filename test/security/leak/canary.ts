import {formsOf} from '../../commands/secret-form.ts'

/** Where a login stands; each has a text of its own, so that a trace tells where it came from. */
export const canaries = {
  flag: password('flag'),
  environment: password('environment'),
  stdin: password('stdin'),
  dockerConfig: password('dockerConfig'),
  helper: password('helper'),
  valuesFile: password('valuesFile'),
  secret: password('secret'),
  annotation: password('annotation'),
  userinfo: password('userinfo'),
  proxy: password('proxy'),
  kubeconfigPassword: password('kubeconfigPassword'),
  kubeconfigToken: token('kubeconfigToken'),
  tokenFile: token('tokenFile'),
  execToken: token('execToken'),
  execEnvironment: password('execEnvironment'),
  clientKey: password('clientKey'),
  idToken: token('idToken'),
  refreshToken: token('refreshToken'),
  environmentProxy: password('environmentProxy'),
  registryToken: token('registryToken'),
  identityToken: token('identityToken'),
  httpHeader: password('httpHeader'),
  podSpec: password('podSpec'),
  event: token('event'),
  realm: token('realm'),
  signature: token('signature'),
}

export type Place = keyof typeof canaries

/** Passwords for registries, which a manifest or `--show-password` may show to who asked for it. */
export const registryLogins: readonly Place[] = [
  ...(['flag', 'environment', 'stdin', 'dockerConfig', 'helper', 'valuesFile', 'secret'] as const),
]

/** What an API server may be told by its own user. */
export const clusterLogins: readonly Place[] = [
  ...(['kubeconfigPassword', 'kubeconfigToken', 'tokenFile', 'execToken', 'idToken'] as const),
]

/** What a registry may be told: logins for it, and what it has given itself. */
export const registrySecrets: readonly Place[] = [...registryLogins, 'registryToken', 'signature', 'realm']

export const places = Object.keys(canaries).filter((name): name is Place => name in canaries)

const forms = new Map(places.map((place) => [place, formsOf(canaries[place])]))

/** The places whose canaries a text shows, in whatever form. */
export function tracesIn(text: string, sought: readonly Place[] = places): readonly Place[] {
  return sought.filter((place) => forms.get(place)?.some((form) => text.includes(form)))
}

/** No encoder leaves it as it is. */
function password(place: string): string {
  return `${place}+Canary/7&<ß>="%q`
}

/** What may stand behind `Bearer` (RFC 6750, section 2.1). */
function token(place: string): string {
  return `${place}.Canary-of~a+bearer/7`
}
