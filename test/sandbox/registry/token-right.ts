/** What somebody may do with a repository. */
export interface TokenRight {
  /** A user's name, or `anonymous`: what holds for anonymous holds for everybody. */
  readonly user: string
  /** A name, or a prefix that ends in `*`. */
  readonly repository: string
  readonly actions: readonly string[]
}

/** One entry of a token's `access` claim. */
export interface TokenAccess {
  readonly type: string
  readonly name: string
  readonly actions: readonly string[]
}

/**
 * What a token may do of what was asked: never more than was asked, and possibly nothing, which is no error (Token
 * Authentication Specification: "the token server must ... return the intersection"). A scope is
 * `type:name:action,action`, and the name may itself hold a colon (a host with a port).
 */
export function grantedAccess(
  rights: readonly TokenRight[],
  user: string | undefined,
  scopes: readonly string[],
): TokenAccess[] {
  return scopes.flatMap((scope) => {
    const asked = parseScope(scope)
    if (asked === undefined) return []
    const actions = asked.actions.filter((action) => rights.some((right) => permits(right, user, asked, action)))
    return actions.length === 0 ? [] : [{...asked, actions}]
  })
}

function parseScope(scope: string): TokenAccess | undefined {
  const [, type, name, actions] = /^([^:]+):(.+):([^:]*)$/.exec(scope) ?? []
  if (type === undefined || name === undefined || actions === undefined) return undefined
  return {type, name, actions: actions.split(',')}
}

function permits(right: TokenRight, user: string | undefined, asked: TokenAccess, action: string): boolean {
  if (asked.type !== 'repository' || !right.actions.includes(action)) return false
  if (right.user !== 'anonymous' && right.user !== user) return false
  if (!right.repository.endsWith('*')) return right.repository === asked.name
  return asked.name.startsWith(right.repository.slice(0, -1))
}
