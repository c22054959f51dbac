import type {KubeApi} from './kube-api.ts'

/**
 * The API, and the versions from which a watch goes on where its lists ended: by plural, of the first list of each, so that
 * what changes while the others are read is seen.
 */
export function versionNoting<A extends KubeApi>(
  api: A,
): {readonly api: A; readonly versions: ReadonlyMap<string, string>} {
  const versions = new Map<string, string>()
  const list: KubeApi['list'] = ({resource, ...query}, reduce, onVersion) =>
    api.list({resource, ...query}, reduce, (version) => {
      if (!versions.has(resource.plural)) versions.set(resource.plural, version)
      onVersion?.(version)
    })
  return {api: {...api, list}, versions}
}
