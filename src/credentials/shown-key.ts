/**
 * A key of `auths` without the password that somebody has written into its URL. The kubelet drops a URL's user before it
 * compares (`url.Parse` in `DockerConfig` keyring.go reads `Host` alone), so the key serves the same images. With a password
 * that no URL takes, such as one with "^" or a slash, it passes over the entry: what stands in its place is none either.
 */
export function shownKey(key: string): string {
  return key.replace(
    withPassword,
    (_, start: string, password: string) => `${start}:${isReadable(password) ? 'REDACTED' : '<REDACTED>'}@`,
  )
}

// [ scheme "://" ] user ":" password "@"
//
// The user information ends where the path begins. What stands behind a colon before the path and is no port can only be a
// password with a "/", "?" or "#" in it, up to the last "@".
const withPassword = /^((?:[A-Za-z][A-Za-z0-9+.-]*:\/\/)?[^:/?#@[]*):([^/?#]*|(?![0-9]*[/?#]).*)@/s

/** May this stand before the "@" of a URL (`validUserinfo` and `unescape` in Go's net/url)? */
function isReadable(password: string): boolean {
  return /^(?:[A-Za-z0-9\-._:~!$&'()*+,;=@]|%[0-9a-fA-F]{2})*$/.test(password)
}
