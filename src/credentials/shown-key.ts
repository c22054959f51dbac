/**
 * A key of `auths` without the password that somebody has written into its URL. The kubelet drops a URL's user before it
 * compares (`url.Parse` in `DockerConfig` keyring.go reads `Host` alone), so the key serves the same images.
 */
export function shownKey(key: string): string {
  return key.replace(/^((?:[A-Za-z][A-Za-z0-9+.-]*:\/\/)?[^:/?#@]*):[^/?#]*@/, '$1:REDACTED@')
}
