import type {Absence, Content, Exchange, ProbeAnswer, ProbeOutcome, TransportFailure} from '../../src/registry/probe.ts'

const manifest: Exchange = {
  method: 'HEAD',
  url: 'https://registry.corp/v2/team/app/manifests/1.0',
  at: 'registry',
}

export const readable: ProbeOutcome = {kind: 'readable', exchanges: [{...manifest, status: 200}]}
export const manifestUnknown: ProbeOutcome = {
  kind: 'manifest-unknown',
  exchanges: [{...manifest, status: 404, code: 'MANIFEST_UNKNOWN'}],
}
export const nameUnknown: ProbeOutcome = {
  kind: 'name-unknown',
  exchanges: [{...manifest, status: 404, code: 'NAME_UNKNOWN'}],
}
export const unauthorized: ProbeOutcome = {
  kind: 'unauthorized',
  at: 'registry',
  exchanges: [{...manifest, status: 401, code: 'UNAUTHORIZED'}],
}
/** After a token that was given to whoever asked. */
export const refusedBehindToken: ProbeOutcome = {
  ...unauthorized,
  exchanges: [
    {method: 'GET', url: 'https://auth.corp/token', at: 'token', status: 200},
    {...manifest, status: 401, code: 'UNAUTHORIZED'},
  ],
}
/** A 401 that asks for nothing, so that no client shows it anything. */
export const unchallenged: ProbeOutcome = {...unauthorized, kind: 'unauthorized', at: 'registry', challenge: 'absent'}
export const denied: ProbeOutcome = {
  kind: 'denied',
  at: 'registry',
  exchanges: [{...manifest, status: 403, code: 'DENIED'}],
}

export function unreachable(kind: TransportFailure['kind'], code: string): ProbeOutcome {
  return {kind: 'unreachable', failure: {kind, host: 'registry.corp', at: 'registry', code}, exchanges: []}
}

/** A refusal of a registry that says, or does not say, when there is nothing to refuse. */
export function knownToBe(kind: Absence['kind'], outcome: ProbeOutcome = denied): ProbeOutcome {
  return {...outcome, absence: {kind, exchanges: []}}
}

/** A 403 with a sentence. */
export function deniedWith(message: string): ProbeOutcome {
  return {...denied, exchanges: [{...manifest, method: 'GET', status: 403, code: 'DENIED', message}]}
}

/** A web page in a registry's place. */
export function page(status: number): ProbeOutcome {
  return {kind: 'not-a-registry', reason: 'answers with a web page', exchanges: [{...manifest, status}]}
}

/** A manifest that can be read, and what lies behind it. */
export function readableWith(content: Partial<Content>): ProbeOutcome {
  return {...readable, content: {missingPlatforms: [], missingChildren: [], exchanges: [], ...content}}
}

/** How one byte of a layer could be had. */
export function layerAt(host: string, answer: ProbeAnswer): Pick<Content, 'blob'> {
  return {blob: {host, digest: `sha256:${'b'.repeat(64)}`, answer}}
}
