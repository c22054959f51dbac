import type {KeyVerdict} from '../credentials/keyring.ts'
import {hostDifference} from '../providers/host-difference.ts'

/**
 * What stands between an entry and an image of `registry`, as the end of a sentence that has named the Secret and the
 * registry. `key` is quoted as it is written under `auths`.
 */
export function describeMismatch(key: string, verdict: KeyVerdict, registry: string): string {
  const entry = `its entry "${key}"`
  switch (verdict.kind) {
    case 'match':
      return `${entry} matches`
    case 'unreadable-key':
      return `the kubelet passes over ${entry}: ${verdict.fault}`
    case 'scheme':
      return `${entry} begins with "${verdict.scheme}://", and only "https://" and "http://" are taken off`
    case 'other-host':
      return `${entry} is for another ${otherPart(verdict.host, registry) ?? 'host'}`
    case 'case':
      return `${entry} differs in capital letters, which the kubelet tells apart`
    case 'docker-hub-alias':
      return `${entry} is not one of the names that stand for Docker Hub: "https://index.docker.io/v1/", "docker.io"`
    case 'wildcard-labels':
      return `in ${entry} a "*" stands for one part of a host name, and it has ${verdict.keyLabels} parts where the image's host has ${verdict.imageLabels}`
    case 'port-missing':
      return `${entry} has no port, and the image has ${verdict.port}`
    case 'port-extra':
      return `${entry} has port ${verdict.port}, and the image has none`
    case 'other-port':
      return `${entry} has port ${verdict.port}, and the image has ${verdict.imagePort}`
    case 'version-path':
      return `${entry} ends in "/${verdict.version}", which the kubelet takes for the beginning of a repository's name`
    case 'tag-in-key':
      return `${entry} ends in "${verdict.suffix}", and images are looked up without tag and digest`
    case 'path-case':
      return `the path of ${entry} differs in capital letters`
    case 'other-path':
      return `${entry} is for repositories that begin with "${withoutSlash(verdict.path)}"`
  }
}

function withoutSlash(path: string): string {
  return path.startsWith('/') ? path.slice(1) : path
}

/** In what another host of the same product differs: `region, us-east-1 where the image has eu-west-1`. */
function otherPart(host: string, registry: string): string | undefined {
  const [difference] = hostDifference(host, registry)
  return difference && `${difference.name}, ${difference.one} where the image has ${difference.other}`
}
