import type {Cause} from '../cause.ts'
import type {FailurePart, Fault} from '../pull-failure.ts'
import {type AskedImage, isDockerHub, isRegistryItself} from './asked-image.ts'

/**
 * Who answered, where it was not the registry that was meant: the host of its layers, a mirror, or a registry that the
 * runtime put before a short name. This is known before the words are read.
 */
export function detourCause(part: FailurePart, image: AskedImage): Cause | undefined {
  if (part.mirrorOf !== undefined && part.host !== part.mirrorOf) return 'mirror-misconfigured'
  if (image.isCompleted) return 'short-name-resolution'
  if (part.host === undefined || isAddress(part.host)) return undefined
  if (isLayerStore(part) && isCutOff(part.fault)) return 'blob-host-blocked'
  if (image.repository === undefined) return undefined
  if (image.registry === undefined || isRegistryItself(part.host, image.registry)) return layerStoreCause(part)
  if (part.at === 'blob') return isCutOff(part.fault) ? 'blob-host-blocked' : undefined
  // The Docker Engine has mirrors for Docker Hub only (`registry-mirrors`), and puts no ns= into the URL.
  if (part.at === 'resolve' && isDockerHub(image.registry)) return 'mirror-misconfigured'
  return undefined
}

/** Docker Hub's layers lie on hosts of their own, under the same domain. */
function layerStoreCause(part: FailurePart): Cause | undefined {
  if (part.at !== 'blob' || part.host === undefined || !isCutOff(part.fault)) return undefined
  return isDockerHub(part.host) && !/^(?:registry-1|index|auth)\./.test(part.host) ? 'blob-host-blocked' : undefined
}

/** Distribution sends its clients to the files of its storage driver; the API has no such path (`paths.go`). */
function isLayerStore({at, text}: FailurePart): boolean {
  return at === 'blob' && text.includes('/docker/registry/v2/blobs/')
}

function isCutOff(fault: Fault): boolean {
  switch (fault) {
    case 'dns':
    case 'connection-refused':
    case 'connection-reset':
    case 'no-route':
    case 'timeout':
    case 'tls-handshake':
    case 'forbidden':
      return true
    default:
      return false
  }
}

/** An address is the other end of a connection, by whatever name it was asked. */
function isAddress(host: string): boolean {
  return /^(?:\d+\.\d+\.|\[)/.test(host)
}
