/** What a token must allow for a pull (Distribution, "Token Scope Documentation"). */
export function pullScope(repository: string): string {
  return `repository:${repository}:pull`
}

/** The scopes of a challenge's `scope` parameter, parted by spaces (`GenerateTokenOptions` in containerd). */
export function challengeScopes(parameter: string | undefined): readonly string[] {
  return parameter === undefined ? [] : parameter.split(' ')
}

/**
 * The scopes to ask a token for: those of the request and those of the challenge, sorted, each once. They are compared
 * as text, so `a:pull,push` and `a:push,pull` are two (`GetTokenScopes` in containerd).
 */
export function mergeScopes(ofRequest: readonly string[], ofChallenge: readonly string[]): readonly string[] {
  return [...new Set([...ofRequest, ...ofChallenge])].sort(byBytes)
}

/** Go's order of strings. */
function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
