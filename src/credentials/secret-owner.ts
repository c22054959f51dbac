/**
 * How to look at the one who writes a Secret, by the name that messages have for it: an object of Kubernetes such as
 * `ExternalSecret/regcred`, a release of Helm, or a controller that named no object.
 */
export function lookAtOwner(owner: string, namespace: string): readonly string[] | undefined {
  const object = /^([A-Za-z][A-Za-z0-9.]*)\/(.+)$/s.exec(owner)
  if (object) return ['kubectl', 'get', `${object[1]?.toLowerCase()}/${object[2]}`, '-n', namespace, '-o', 'yaml']
  const release = /^Helm release "(.+)"$/s.exec(owner)?.[1]
  if (release !== undefined) return ['helm', 'get', 'values', release, '-n', namespace]
  if (owner === 'External Secrets') return ['kubectl', 'get', 'externalsecrets', '-n', namespace]
  return owner.startsWith('Argo CD ') ? ['kubectl', 'get', 'applications.argoproj.io', '-A'] : undefined
}
