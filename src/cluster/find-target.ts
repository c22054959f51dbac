import type {ClusterHost} from './cluster-host.ts'
import {impersonationOf} from './impersonation.ts'
import {inClusterTarget} from './in-cluster.ts'
import {field, textField} from './json-field.ts'
import {KubeError} from './kube-error.ts'
import type {ClusterOptions, KubeTarget, KubeUser, ServerTrust} from './kube-target.ts'
import {type Kubeconfig, type KubeconfigEntry, localPath, readKubeconfig} from './kubeconfig.ts'

/**
 * Decides which server is asked, as `ClientConfig` in clientcmd does: flags before the kubeconfig, and where there is
 * no kubeconfig at all, the ServiceAccount of the Pod we run in.
 */
export function findTarget(options: ClusterOptions, host: ClusterHost): KubeTarget {
  const config = readKubeconfig(options.kubeconfig, host)
  if (isEmpty(config)) {
    const inside = options.kubeconfig === undefined ? inClusterTarget(host) : undefined
    if (inside === undefined) throw noKubeconfig(config, host)
    return withFlags(inside, options)
  }
  const contextName = options.context ?? config.currentContext
  const context = contextName === undefined ? undefined : entryOf(config, 'contexts', contextName)
  const clusterName = options.cluster ?? textField(context?.value, 'cluster')
  if (clusterName === undefined) throw noCluster(config, contextName)
  const userName = options.user ?? textField(context?.value, 'user')
  const cluster = entryOf(config, 'clusters', clusterName)
  const proxyUrl = textField(cluster.value, 'proxy-url')
  const user: KubeUser =
    userName === undefined
      ? {name: 'none', entry: {file: cluster.file, value: {}}}
      : {name: userName, entry: entryOf(config, 'users', userName)}
  const target: KubeTarget = {
    ...(contextName !== undefined && {context: contextName}),
    namespace: textField(context?.value, 'namespace') ?? 'default',
    server: serverUrl(cluster, clusterName, user),
    tls: serverTrust(cluster),
    ...(proxyUrl !== undefined && {proxyUrl}),
    user,
  }
  return withFlags(target, options)
}

function withFlags(target: KubeTarget, options: ClusterOptions): KubeTarget {
  const impersonation = impersonationOf(target.user.entry.value, options)
  return {
    ...target,
    namespace: options.namespace ?? target.namespace,
    ...(impersonation !== undefined && {impersonation}),
  }
}

function isEmpty({contexts, clusters, users, currentContext}: Kubeconfig): boolean {
  return contexts.size === 0 && clusters.size === 0 && users.size === 0 && currentContext === undefined
}

const entryKinds = {contexts: 'context', clusters: 'cluster', users: 'user'} as const

function entryOf(config: Kubeconfig, list: keyof typeof entryKinds, name: string): KubeconfigEntry {
  const entry = config[list].get(name)
  if (entry !== undefined) return entry
  const known = [...config[list].keys()].sort()
  throw new KubeError('unknown-context', `${entryKinds[list]} "${name}" is not in the kubeconfig`, {
    nextSteps: [
      known.length === 0
        ? `The kubeconfig (${config.files.join(', ')}) has no ${list} at all.`
        : `The kubeconfig (${config.files.join(', ')}) has: ${known.join(', ')}`,
    ],
  })
}

/** Without a scheme, https where an authority, a client certificate or no verification is asked for (`DefaultServerURL`). */
function serverUrl({value}: KubeconfigEntry, name: string, user: KubeUser): URL {
  const server = textField(value, 'server') ?? ''
  const keys = [...Object.keys(value), ...Object.keys(user.entry.value)]
  const isTls = keys.some((key) => /^(?:certificate-authority|client-certificate|insecure-skip)/.test(key))
  const url = URL.parse(/^https?:\/\//i.test(server) ? server : `${isTls ? 'https' : 'http'}://${server}`)
  if (server === '' || url === null || url.hostname === '') {
    throw new KubeError('kubeconfig-invalid', `cluster "${name}" of the kubeconfig has no usable server`)
  }
  return url
}

function serverTrust(cluster: KubeconfigEntry): ServerTrust {
  const caData = textField(cluster.value, 'certificate-authority-data')
  const caFile = textField(cluster.value, 'certificate-authority')
  const serverName = textField(cluster.value, 'tls-server-name')
  return {
    ...(caData !== undefined && {caData}),
    ...(caFile !== undefined && {caFile: localPath(caFile, cluster)}),
    skipsVerification: field(cluster.value, 'insecure-skip-tls-verify') === true,
    ...(serverName !== undefined && {serverName}),
  }
}

function noKubeconfig(config: Kubeconfig, {env}: ClusterHost): KubeError {
  const listed = env['KUBECONFIG']
  const where = config.files.length > 0 ? config.files.join(', ') : listed ? `KUBECONFIG=${listed}` : '~/.kube/config'
  const message =
    config.files.length > 0
      ? `kubeconfig ${where} is empty`
      : `no kubeconfig was found (${where}), and this is not a Pod`
  return new KubeError('no-kubeconfig', message, {
    nextSteps: ['Name one with --kubeconfig, or set KUBECONFIG.'],
  })
}

function noCluster(config: Kubeconfig, contextName: string | undefined): KubeError {
  const contexts = [...config.contexts.keys()].sort()
  if (contextName !== undefined) return new KubeError('kubeconfig-invalid', `context "${contextName}" names no cluster`)
  return new KubeError('kubeconfig-invalid', `the kubeconfig (${config.files.join(', ')}) has no current context`, {
    nextSteps: [
      'Choose one with --context, or permanently: kubectl config use-context NAME',
      ...(contexts.length > 0 ? [`Contexts: ${contexts.join(', ')}`] : []),
    ],
  })
}
