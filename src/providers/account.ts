import type {Account, RegistryLogin} from './provider.ts'

/** Whose account a login acts as, by a user name that says it with any product. */
export function accountByName({username}: RegistryLogin): Account | undefined {
  if (/^(?:admin|administrator|root)$/i.test(username)) {
    return {holder: 'administrator', instead: 'an account that may pull, and no more'}
  }
  const isMail = /^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(username) && !/\.gserviceaccount\.com$/i.test(username)
  return isMail ? {holder: 'person', instead: 'a robot account'} : undefined
}

/** Words that people put into the user names of accounts for machines. */
const machineWords: ReadonlySet<string> = new Set(
  (
    'argocd auto automation bot build builder cd ci cicd cluster deploy deployer flux github gitlab jenkins k8s kube ' +
    'kubernetes machine node pull puller reader readonly registry renovate robot sa service svc system'
  ).split(' '),
)

/** Does the user name say that no person is behind it, such as `acme-ci` or `deploybot`? */
export function isMachineName(username: string): boolean {
  const words = username.toLowerCase().split(/[^a-z0-9]+/)
  return words.some((word) => machineWords.has(word) || word.endsWith('bot'))
}
