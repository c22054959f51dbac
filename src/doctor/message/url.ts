import type {FailurePart} from '../pull-failure.ts'

/** A URL that was asked, reduced to what tells where the pull stood. */
export interface AskedUrl {
  readonly host: string
  readonly at: FailurePart['at'] | undefined
  /** `host/repository:tag` or `@digest` where a manifest was asked for. */
  readonly asked?: string
  /** containerd adds `?ns=` where a configured host stands in for the registry (`addNamespace` in `resolver.go`). */
  readonly mirrorOf?: string
}

/** The URLs of a message, in order. Their paths are names somebody chose: they are read by shape, never for words. */
export function urlsIn(message: string): readonly AskedUrl[] {
  return Array.from(
    message.matchAll(/\bhttps?:\/\/([^\s/"'\\?),]+)([^\s"'\\),]*)/g),
    ([, authority = '', tail = '']) => {
      const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/[:.]$/, '')
      const rest = tail.replace(/[:.;\]}]+$/, '')
      const mirrorOf = /[?&]ns=([^&\s]+)/.exec(rest)?.[1]
      const asked = manifestOf(mirrorOf ?? host, rest)
      return {
        host,
        at: stepOf(rest),
        ...(asked === undefined ? {} : {asked}),
        ...(mirrorOf === undefined ? {} : {mirrorOf}),
      }
    },
  )
}

/** By the paths of the OCI distribution spec, "Endpoints"; a token server's path ends as the products name it. */
function stepOf(rest: string): FailurePart['at'] | undefined {
  const [path = '', query = ''] = rest.split('?', 2)
  // A repository may be called "blobs", a store of layers has no manifests.
  if (/^\/v2\/.+\/manifests\/[^/]+$/.test(path)) return 'resolve'
  if (path.includes('/blobs/')) return 'blob'
  if (/\bscope=repository/.test(query) || /\/(?:token|auth|oauth2\/token|jwt\/auth)$/.test(path)) return 'token'
  return /^\/v2\/?$/.test(path) ? 'resolve' : undefined
}

/**
 * Words of a message that can be shown again: a URL's query may hold the signature that opens a layer, its authority a
 * password.
 */
export function quotable(words: string): string {
  const line = words.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  const safe = line.replace(/(https?:\/\/)(?:[^\s/?]*@)?([^\s?"]*)(\?[^\s"]*)?/g, '$1$2')
  return safe.length > 160 ? `${safe.slice(0, 160)}…` : safe
}

function manifestOf(registry: string, rest: string): string | undefined {
  const [, repository, identifier] = /(?:^|\/)v2\/([^?]+)\/manifests\/([^/?]+)/.exec(rest) ?? []
  if (repository === undefined || identifier === undefined) return undefined
  return `${registry}/${repository}${identifier.includes(':') ? '@' : ':'}${identifier}`
}
