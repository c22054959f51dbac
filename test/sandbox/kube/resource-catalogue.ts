import type {ResourceType} from './resource-type.ts'

/**
 * The resources this server has, in the order in which a real one lists them. One line each:
 * group/version, kind, plural, scope, then flags and names:
 * `s` status subresource, `g` generation, `d` DELETE answers with the object, `-` no deletecollection;
 * short names after `/`, `@all` where `kubectl get all` shows it.
 */
const table = `
v1                            ConfigMap                configmaps                 N .   /cm
v1                            Endpoints                endpoints                  N .   /ep
v1                            Event                    events                     N .   /ev
v1                            LimitRange               limitranges                N .   /limits
v1                            Namespace                namespaces                 C sd- /ns
v1                            Node                     nodes                      C s   /no
v1                            PersistentVolumeClaim    persistentvolumeclaims     N sd  /pvc
v1                            PersistentVolume         persistentvolumes          C sd  /pv
v1                            Pod                      pods                       N sgd /po @all
v1                            PodTemplate              podtemplates               N d
v1                            ReplicationController    replicationcontrollers     N sg  /rc @all
v1                            ResourceQuota            resourcequotas             N sd  /quota
v1                            Secret                   secrets                    N .
v1                            ServiceAccount           serviceaccounts            N d   /sa
v1                            Service                  services                   N sd  /svc @all
apps/v1                       ControllerRevision       controllerrevisions        N .
apps/v1                       DaemonSet                daemonsets                 N sg  /ds @all
apps/v1                       Deployment               deployments                N sg  /deploy @all
apps/v1                       ReplicaSet               replicasets                N sg  /rs @all
apps/v1                       StatefulSet              statefulsets               N sg  /sts @all
events.k8s.io/v1              Event                    events                     N .   /ev
authentication.k8s.io/v1      SelfSubjectReview        selfsubjectreviews         C c
authorization.k8s.io/v1       SelfSubjectAccessReview  selfsubjectaccessreviews   C c
authorization.k8s.io/v1       SelfSubjectRulesReview   selfsubjectrulesreviews    C c
batch/v1                      CronJob                  cronjobs                   N sg  /cj @all
batch/v1                      Job                      jobs                       N sg  @all
rbac.authorization.k8s.io/v1  ClusterRoleBinding       clusterrolebindings        C .
rbac.authorization.k8s.io/v1  ClusterRole              clusterroles               C .
rbac.authorization.k8s.io/v1  RoleBinding              rolebindings               N .
rbac.authorization.k8s.io/v1  Role                     roles                      N .
coordination.k8s.io/v1        Lease                    leases                     N .
`

const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

/** Every resource of the server; the table above is the one place to add one. */
export const resourceCatalogue: readonly ResourceType[] = table.trim().split('\n').map(parseLine)

/** The resource that a path or a rule names. */
export function findResource(group: string, version: string, name: string): ResourceType | undefined {
  return resourceCatalogue.find((type) => type.name === name && type.group === group && type.version === version)
}

/** The resource that an object's `apiVersion` and `kind` name. */
export function resourceOfKind(apiVersion: string, kind: string): ResourceType | undefined {
  const [group, version] = splitApiVersion(apiVersion)
  return resourceCatalogue.find((type) => type.kind === kind && type.group === group && type.version === version)
}

/** A resource that the server itself needs; its absence is a defect of the table. */
export function coreResource(name: string): ResourceType {
  return builtin('', name)
}

/** A resource of access control, which the server itself reads. */
export function rbacResource(name: string): ResourceType {
  return builtin('rbac.authorization.k8s.io', name)
}

function builtin(group: string, name: string): ResourceType {
  const type = findResource(group, 'v1', name)
  if (type === undefined) throw new Error(`the catalogue has no resource "${name}" in group "${group}"`)
  return type
}

function parseLine(line: string): ResourceType {
  const [apiVersion = '', kind = '', name = '', scope, flags = '', ...extras] = line.split(/\s+/)
  const [group, version] = splitApiVersion(apiVersion)
  return {
    group,
    version,
    name,
    singular: kind.toLowerCase(),
    kind,
    namespaced: scope === 'N',
    shortNames: extras.filter((extra) => extra.startsWith('/')).map((extra) => extra.slice(1)),
    categories: extras.filter((extra) => extra.startsWith('@')).map((extra) => extra.slice(1)),
    verbs: verbsOf(flags),
    hasStatus: flags.includes('s'),
    hasGeneration: flags.includes('g'),
    returnsDeleted: flags.includes('d'),
    naming: namingOf(group, name),
    ...(group === 'events.k8s.io' ? {shows: name} : {}),
  }
}

function verbsOf(flags: string): readonly string[] {
  if (flags === 'c') return ['create']
  return flags.includes('-') ? allVerbs.filter((verb) => verb !== 'deletecollection') : allVerbs
}

function namingOf(group: string, name: string): ResourceType['naming'] {
  if (group === 'rbac.authorization.k8s.io') return 'segment'
  return name === 'namespaces' || name === 'services' ? 'label' : 'subdomain'
}

function splitApiVersion(apiVersion: string): [group: string, version: string] {
  const slash = apiVersion.indexOf('/')
  return slash === -1 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)]
}
