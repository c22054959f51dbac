import {namespaceLine} from './yaml-lines.ts'
import {yamlScalar} from './yaml-scalar.ts'

export interface RotationOptions {
  /** Of all four objects. */
  readonly name: string
  readonly namespace: string | undefined
  /** The only Secrets that may be read and written; all of the namespace where none is named. */
  readonly secrets: readonly string[]
  /** An image with this plugin, and with the credential helpers that the Secrets were made with. */
  readonly image: string
  /** In the form of cron. */
  readonly schedule: string
  /** What `refresh --if-older-than` takes. */
  readonly ifOlderThan: string | undefined
}

/** A CronJob that runs `refresh` in the cluster, as a ServiceAccount with no right but those that this takes. */
export function rotation(options: RotationOptions): string {
  const {namespace, image, schedule} = options
  const name = yamlScalar(options.name)
  const place = namespaceLine(namespace)
  return `# Renews pull secrets before their logins end. Nothing was stored here: a login comes from the credential helper that
# the Secret was made with (create --from-helper), as the identity of the Pod.
# - Fill in the image: none is published. It holds Node.js, this plugin and the credential helper, such as
#   docker-credential-ecr-login.
# - The ServiceAccount needs an identity that may ask for a token of the registry:
#     kubectl imagecreds generate workload-identity --cloud irsa|gke|azure --service-account ${options.name}
# - A run by hand: kubectl create job --from=cronjob/${options.name} ${options.name}-now
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
${place}---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: ${name}
${place}${rules(options)}---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: ${name}
${place}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: ${name}
subjects:
- kind: ServiceAccount
  name: ${name}
${place}---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: ${name}
${place}spec:
  # Often enough that one run may fail within the life of a login: 12 hours for ECR, 3 for ACR, one for Google.
  schedule: ${JSON.stringify(schedule)}
  concurrencyPolicy: Forbid
  successfulJobsHistoryLimit: 1
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 2
      activeDeadlineSeconds: 600
      template:
        spec:
          serviceAccountName: ${name}
          restartPolicy: Never
          containers:
          - name: refresh
            image: ${yamlScalar(image)}
            command: [${command(options)}]
            resources:
              requests: {cpu: 50m, memory: 64Mi}
              limits: {memory: 256Mi}
            securityContext:
              runAsNonRoot: true
              allowPrivilegeEscalation: false
              capabilities: {drop: ["ALL"]}
              seccompProfile: {type: RuntimeDefault}
`
}

/** Without names every Secret of the namespace has to be listed and read, which a name cannot narrow. */
function rules({secrets}: RotationOptions): string {
  const names = secrets.map((secret) => JSON.stringify(secret)).join(', ')
  if (secrets.length > 0) {
    return `rules:
# These Secrets and no others: none is listed, made or deleted.
- apiGroups: [""]
  resources: ["secrets"]
  resourceNames: [${names}]
  verbs: ["get", "update"]
`
  }
  return `rules:
# All Secrets of the namespace: to find those that are short-lived takes reading them. With their names as arguments of
# generate rotation the right is narrowed to them.
- apiGroups: [""]
  resources: ["secrets"]
  verbs: ["get", "list", "update"]
`
}

function command({secrets, namespace, ifOlderThan}: RotationOptions): string {
  const words = [
    'kubectl-imagecreds',
    'refresh',
    ...secrets,
    ...(namespace === undefined ? [] : ['-n', namespace]),
    ...(ifOlderThan === undefined ? [] : ['--if-older-than', ifOlderThan]),
  ]
  return words.map((word) => JSON.stringify(word)).join(', ')
}
