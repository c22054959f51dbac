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
export function linkText({kind, name, state, detail}: PathLink): string {
  const shown = name === '' ? namelessText(kind, state) : printable(name)
  return detail === undefined ? shown : `${shown}  ${printable(detail)}`
}

/** The platform is asked for by the node, whether or not anybody has told it. */
function namelessText(kind: LinkKind, state: LinkState): string {
  if (kind === 'platform') return 'that of the node'
  return kind === 'login' || state !== 'not-checked' ? 'none' : 'not known'
}
