import {field, isJsonObject, listField, nameField, numberField, textField} from './json-field.ts'
import type {Container, ContainerState} from './snapshot.ts'

type Kind = Container['kind']

/**
 * Everything of a Pod for which an image is pulled: init containers, containers, ephemeral containers, image volumes,
 * in this order, each with the status of its name. `podSpec` and `podStatus` are those of a Pod; a Pod template has no
 * status.
 */
export function narrowContainers(podSpec: unknown, podStatus: unknown): Container[] {
  return [
    ...containersIn(podSpec, 'initContainers', podStatus, 'initContainerStatuses', initKind),
    ...containersIn(podSpec, 'containers', podStatus, 'containerStatuses', () => 'regular'),
    ...containersIn(podSpec, 'ephemeralContainers', podStatus, 'ephemeralContainerStatuses', () => 'ephemeral'),
    ...listField(podSpec, 'volumes').flatMap((volume) => imageVolume(volume) ?? []),
  ]
}

/** An init container that goes on running beside the others (KEP-753). */
function initKind(container: unknown): Kind {
  return field(container, 'restartPolicy') === 'Always' ? 'sidecar' : 'init'
}

function containersIn(
  podSpec: unknown,
  containers: string,
  podStatus: unknown,
  statuses: string,
  kindOf: (container: unknown) => Kind,
): Container[] {
  const statusByName = new Map(listField(podStatus, statuses).map((status) => [field(status, 'name'), status]))
  return listField(podSpec, containers).flatMap((container) => {
    const name = nameField(container, 'name')
    if (name === undefined) return []
    const status = statusByName.get(name)
    const imageID = textField(status, 'imageID')
    return {
      name,
      kind: kindOf(container),
      image: textField(container, 'image') ?? '',
      ...pullPolicy(field(container, 'imagePullPolicy')),
      state: narrowState(field(status, 'state')),
      ...(imageID !== undefined && {imageID}),
    }
  })
}

/** A volume whose source is an image (KEP-4639); the kubelet keeps no status for it. */
function imageVolume(volume: unknown): Container | undefined {
  const name = nameField(volume, 'name')
  const image = textField(volume, 'image', 'reference')
  if (name === undefined || image === undefined) return undefined
  return {name, kind: 'volume', image, ...pullPolicy(field(volume, 'image', 'pullPolicy')), state: {kind: 'none'}}
}

function pullPolicy(value: unknown): Pick<Container, 'pullPolicy'> {
  return value === 'Always' || value === 'IfNotPresent' || value === 'Never' ? {pullPolicy: value} : {}
}

function narrowState(state: unknown): ContainerState {
  const {waiting, running, terminated} = isJsonObject(state) ? state : {}
  if (isJsonObject(waiting)) {
    const message = textField(waiting, 'message')
    return {kind: 'waiting', reason: textField(waiting, 'reason') ?? '', ...(message !== undefined && {message})}
  }
  if (isJsonObject(running)) {
    const startedAt = textField(running, 'startedAt')
    return {kind: 'running', ...(startedAt !== undefined && {startedAt})}
  }
  if (!isJsonObject(terminated)) return {kind: 'none'}
  const reason = textField(terminated, 'reason')
  const exitCode = numberField(terminated, 'exitCode')
  return {
    kind: 'terminated',
    ...(reason !== undefined && {reason}),
    ...(exitCode !== undefined && {exitCode}),
  }
}
