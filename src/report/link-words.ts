import type {LinkKind, LinkState, PathLink} from './path-link.ts'
import {printable} from './printable.ts'

const labels: Readonly<Record<LinkKind, string>> = {
  owner: 'owner',
  pod: 'Pod',
  image: 'image',
  'service-account': 'ServiceAccount',
  'pull-secret': 'pull Secret',
  key: 'key',
  login: 'login',
  registry: 'registry',
  'token-server': 'token server',
  repository: 'repository',
  manifest: 'tag',
  platform: 'platform',
  layers: 'layers',
  node: 'node',
}

/** What a link is called, in Kubernetes' and the registries' own words. */
export function linkLabel({kind, name}: PathLink): string {
  return kind === 'manifest' && name.includes(':') ? 'digest' : labels[kind]
}

/** The name and what is to be said of it, fit to be shown on one line. */
export function linkText(link: PathLink): string {
  return [linkName(link), linkDetail(link)].filter((text) => text !== undefined).join('  ')
}

/** The name, or what stands in its place. */
export function linkName({kind, name, state}: PathLink): string {
  return name === '' ? namelessText(kind, state) : printable(name)
}

/** What is to be said of it beside its name. */
export function linkDetail({detail}: PathLink): string | undefined {
  return detail === undefined ? undefined : printable(detail)
}

/** The platform is asked for by the node, whether or not anybody has told it. */
function namelessText(kind: LinkKind, state: LinkState): string {
  if (kind === 'platform') return 'that of the node'
  return kind === 'login' || state !== 'not-checked' ? 'none' : 'not known'
}
