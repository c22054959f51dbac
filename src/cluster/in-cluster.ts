import {isIPv6} from 'node:net'
import type {ClusterHost} from './cluster-host.ts'
import type {KubeTarget} from './kube-target.ts'

const folder = '/var/run/secrets/kubernetes.io/serviceaccount'

/**
 * The API server as the ServiceAccount of the Pod we run in, or `undefined` where this is no Pod (`InClusterConfig` in
 * client-go). The namespace is the Pod's own.
 */
export function inClusterTarget({env, files}: ClusterHost): KubeTarget | undefined {
  const address = env['KUBERNETES_SERVICE_HOST']
  const port = env['KUBERNETES_SERVICE_PORT']
  if (!address || !port || files.read(`${folder}/token`).kind === 'failed') return undefined
  const server = URL.parse(`https://${isIPv6(address) ? `[${address}]` : address}:${port}`)
  if (server === null) return undefined
  const namespace = files.read(`${folder}/namespace`)
  const own = namespace.kind === 'text' ? namespace.text.trim() : ''
  return {
    namespace: env['POD_NAMESPACE'] || own || 'default',
    server,
    tls: {caFile: `${folder}/ca.crt`, skipsVerification: false},
    user: {
      name: 'the ServiceAccount of this Pod',
      entry: {file: `${folder}/token`, value: {tokenFile: `${folder}/token`}},
    },
  }
}
