import {yamlScalar} from './yaml-scalar.ts'

export interface NodeConfigOptions {
  readonly name: string
  readonly namespace: string
  /** A pull secret in the same namespace. */
  readonly secret: string
  /** A small image with a shell that needs no login itself. */
  readonly image: string
}

/**
 * A DaemonSet that keeps a copy of a pull secret where the kubelet looks for the node's own docker config
 * (`ReadDockerConfigJSONFile` of kubernetes/pkg/credentialprovider), with what that costs, and the places to know.
 */
export function nodeConfig({name, namespace, secret, image}: NodeConfigOptions): string {
  const app = yamlScalar(name)
  return `# Writes the logins of Secret ${secret} to /var/lib/kubelet/config.json of every node. The price:
# - Every Pod of every namespace pulls with them, without naming a Secret, and whoever is root on a node reads them.
# - It comes after the Secrets that a Pod names. Once an image is on a node, every Pod of that node may start it.
#   From Kubernetes 1.35 the kubelet checks again who may use an image that was pulled with a Secret of a Pod; one that
#   was pulled with this file counts as pulled for all. imagePullPolicy: Always changes nothing about that.
# - Deleting the DaemonSet leaves the file behind: remove it from each node by hand.
#
# The kubelet takes the first of these that it can read, and reads it again within five minutes, without a restart:
#   /var/lib/kubelet/config.json   (the directory of --root-dir)
#   config.json                    in the directory that the kubelet runs in
#   ~/.docker/config.json          of the user that it runs as
#   /.docker/config.json
#   and then .dockercfg, the form of old, in /var/lib/kubelet, the working directory, ~ and /
# It reads "auths" alone: credsStore and credHelpers are for Docker. Written by hand:
#   kubectl imagecreds decode ${secret} -n ${namespace} -o dockerconfig > config.json
#
# containerd needs no login for what the kubelet pulls: the kubelet hands it over with each pull. Mirrors and
# authorities are its own: config_path = "/etc/containerd/certs.d" in config.toml, and for each registry a directory:
#   /etc/containerd/certs.d/registry.example.com/hosts.toml
#     server = "https://registry.example.com"
#     [host."https://mirror.example.com"]
#       capabilities = ["pull", "resolve"]
#       ca = "/etc/containerd/certs.d/registry.example.com/ca.crt"
# A login in config.toml ("registry.configs".auth) is deprecated: leave it out.
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ${app}
  namespace: ${yamlScalar(namespace)}
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: ${app}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${app}
    spec:
      automountServiceAccountToken: false
      # Nodes with taints pull too.
      tolerations:
      - operator: Exists
      containers:
      - name: copy
        # It must be pulled without the login that it brings.
        image: ${yamlScalar(image)}
        command: ["sh", "-c"]
        args:
        # A change of the Secret gets here within two minutes. The file is never half written.
        - |
          umask 077
          while true; do
            if ! cmp -s /login/config.json /kubelet/config.json; then
              cp /login/config.json /kubelet/config.json.new && mv /kubelet/config.json.new /kubelet/config.json
            fi
            sleep 60
          done
        resources:
          requests: {cpu: 1m, memory: 8Mi}
          limits: {memory: 16Mi}
        securityContext:
          # The directory belongs to root.
          runAsUser: 0
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          capabilities: {drop: ["ALL"]}
          seccompProfile: {type: RuntimeDefault}
        volumeMounts:
        - {name: login, mountPath: /login, readOnly: true}
        - {name: kubelet, mountPath: /kubelet}
      volumes:
      - name: login
        secret:
          # It must be in namespace ${namespace}:
          #   kubectl imagecreds create ${secret} --server REGISTRY --username USER -n ${namespace}
          secretName: ${yamlScalar(secret)}
          items:
          - {key: .dockerconfigjson, path: config.json}
      - name: kubelet
        hostPath:
          # Fill in another directory where the kubelet has another --root-dir.
          path: /var/lib/kubelet
          type: Directory
`
}
