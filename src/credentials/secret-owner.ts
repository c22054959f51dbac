/**
 * How to look at the one who writes a Secret, by the name that messages have for it: an object of Kubernetes such as
 * `ExternalSecret/regcred`, a release of Helm, or a controller that named no object.
 */
export function lookAtOwner(owner: string, namespace: string): readonly string[] | undefined {
  const object = /^([A-Za-z][A-Za-z0-9.]*)\/([^\s"]+)$/.exec(owner)
  if (object) return ['kubectl', 'get', `${object[1]?.toLowerCase()}/${object[2]}`, '-n', namespace, '-o', 'yaml']
  const release = /^Helm release "(.+)"$/s.exec(owner)?.[1]
  if (release !== undefined) return ['helm', 'get', 'values', release, '-n', namespace]
  const kustomization = /^Flux Kustomization "(.+)"$/s.exec(owner)?.[1]
  if (kustomization !== undefined) return ['kubectl', 'get', 'kustomizations.kustomize.toolkit.fluxcd.io', '-A']
  if (owner === 'Sealed Secrets') return ['kubectl', 'get', 'sealedsecrets', '-n', namespace]
  if (owner === 'External Secrets') return ['kubectl', 'get', 'externalsecrets', '-n', namespace]
  return owner.startsWith('Argo CD ') ? ['kubectl', 'get', 'applications.argoproj.io', '-A'] : undefined
}

/** Where a Secret says so, by the path of its own fields, and what stands there. */
export function ownerField(owner: string): {readonly path: string; readonly value: string} {
  const [, quoted = owner] = /"(.+)"$/s.exec(owner) ?? []
  if (owner.startsWith('Helm')) return {path: 'metadata.annotations["meta.helm.sh/release-name"]', value: quoted}
  if (owner.startsWith('Argo CD')) return {path: 'metadata.labels["argocd.argoproj.io/instance"]', value: quoted}
  if (owner.startsWith('Flux')) return {path: 'metadata.labels["kustomize.toolkit.fluxcd.io/name"]', value: quoted}
  if (owner === 'External Secrets' || owner === 'Sealed Secrets') return {path: 'metadata.annotations', value: owner}
  return {path: 'metadata.ownerReferences', value: owner}
}
