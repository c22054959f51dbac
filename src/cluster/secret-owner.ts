import {field, listField, nameField, textField} from './json-field.ts'
import {controllerOf} from './workload.ts'

/**
 * Who writes a Secret again when somebody else changes it: its controller or else its first owner, such as
 * `ExternalSecret/regcred`, or who has marked it by labels and annotations. Read 2026-11 from the documentation of each.
 */
export function ownerOf(object: unknown): string | undefined {
  const [first] = listField(object, 'metadata', 'ownerReferences')
  const kind = controllerOf(object)?.kind ?? textField(first, 'kind')
  const name = controllerOf(object)?.name ?? textField(first, 'name')
  return kind === undefined || name === undefined ? markedOwner(object) : `${kind}/${name}`
}

/** An External Secret of creationPolicy Orphan or Merge, and everything that Helm, Argo CD and Flux apply, has no owner. */
function markedOwner(object: unknown): string | undefined {
  const mark = (where: 'labels' | 'annotations', key: string) => nameField(object, 'metadata', where, key)
  const marks = ['labels', 'annotations'].flatMap((where) => Object.keys({...Object(field(object, 'metadata', where))}))
  if (marks.some((key) => key.startsWith('reconcile.external-secrets.io/'))) return 'External Secrets'
  if (marks.some((key) => key.startsWith('sealedsecrets.bitnami.com/'))) return 'Sealed Secrets'
  const argo =
    mark('labels', 'argocd.argoproj.io/instance') ??
    mark('annotations', 'argocd.argoproj.io/tracking-id')?.split(':')[0]
  if (argo !== undefined) return `Argo CD application "${argo}"`
  const kustomization = mark('labels', 'kustomize.toolkit.fluxcd.io/name')
  if (kustomization !== undefined) return `Flux Kustomization "${kustomization}"`
  const release = mark('annotations', 'meta.helm.sh/release-name')
  const isHelm = mark('labels', 'app.kubernetes.io/managed-by') === 'Helm'
  return isHelm ? `Helm${release === undefined ? '' : ` release "${release}"`}` : undefined
}
