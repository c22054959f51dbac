import {type KeyFault, keyReach} from '../credentials/key-reach.ts'
import type {SecretLint} from './lint.ts'

/** What is wrong with a key of `auths` whatever image is asked for, in words; nothing where it serves whole registries. */
export function keyLint(key: string): SecretLint | undefined {
  const reach = keyReach(key)
  switch (reach.kind) {
    case 'docker-hub':
      return undefined
    case 'registry':
      return /^v[0-9]+\/?$/.test(reach.prefix) ? versionLint(key, reach.prefix) : undefined
    case 'nothing': {
      const message = `no image matches the key "${key}": ${why(reach.why)}`
      return {severity: 'error', cause: 'secret-key-mismatch', message}
    }
  }
}

function versionLint(key: string, prefix: string): SecretLint {
  const message =
    `the key "${key}" serves only repositories whose path begins with "${prefix}": a version is taken off only as ` +
    '/v1/ or /v2/, with the slash behind it'
  return {severity: 'warning', cause: 'secret-key-mismatch', message}
}

function why(fault: KeyFault): string {
  switch (fault.kind) {
    case 'unreadable':
      return `the kubelet cannot read it (${fault.fault})`
    case 'scheme':
      return `"${fault.scheme}://" is not taken off; only https:// and http:// in lower case are`
    case 'docker-hub-alias':
      return `the kubelet does not take ${fault.host} for Docker Hub; its key is "https://index.docker.io/v1/"`
    case 'docker-hub-path':
      return `images of Docker Hub are looked up below docker.io, so no path below index.docker.io meets one (here "${fault.path}")`
    case 'tag':
      return `images are looked up without tag or digest (here "${fault.suffix}")`
    case 'path-case':
      return `repositories are in lower case (here "${fault.path}")`
    case 'no-registry-name':
      return `"${fault.host}" in an image's name is not a registry: it has neither a dot nor a port`
  }
}
