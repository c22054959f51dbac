import {join} from 'node:path'
import type {ApiServer} from '../../sandbox/kube/api-server.ts'
import {canaries} from './canary.ts'

export interface Servers {
  readonly api: ApiServer
  readonly ill: ApiServer
  readonly cut: ApiServer
  /** `host:port`. */
  readonly proxy: string
  /** Of the programs and the token's file. */
  readonly folder: string
}

/** A kubeconfig whose clusters and users have a canary in every member that may hold a secret. */
export function leakKubeconfig({api, ill, cut, proxy, folder}: Servers): string {
  const cluster = ({url, ca}: ApiServer) => ({
    server: url,
    'certificate-authority-data': Buffer.from(ca).toString('base64'),
  })
  const plugin = (command: string) => ({
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: join(folder, 'bin', command),
      env: [{name: 'PLUGIN_SECRET', value: canaries.execEnvironment}],
      interactiveMode: 'Never',
    },
  })
  const key = `-----BEGIN PRIVATE KEY-----\n${canaries.clientKey}\n-----END PRIVATE KEY-----\n`
  const certificate = {
    'client-certificate-data': Buffer.from(api.ca).toString('base64'),
    'client-key-data': Buffer.from(key).toString('base64'),
  }
  const provider = (name: string) => ({
    'auth-provider': {
      name,
      config: {
        'id-token': canaries.idToken,
        'refresh-token': canaries.refreshToken,
        'client-secret': canaries.refreshToken,
        'access-token': canaries.refreshToken,
      },
    },
  })
  const login = (canary: string) => `ci:${encodeURIComponent(canary)}@`
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {name: 'sandbox', cluster: cluster(api)},
      {name: 'ill', cluster: cluster(ill)},
      {name: 'cut', cluster: cluster(cut)},
      {name: 'gone', cluster: {...cluster(api), server: 'https://127.0.0.1:1'}},
      {name: 'proxied', cluster: {...cluster(api), 'proxy-url': `http://${login(canaries.proxy)}${proxy}`}},
      {name: 'barred', cluster: {...cluster(api), 'proxy-url': `http://${login(canaries.proxy)}127.0.0.1:1`}},
      {name: 'named', cluster: {...cluster(api), server: api.url.replace('//', `//${login(canaries.userinfo)}`)}},
    ],
    users: [
      {name: 'token', user: {token: canaries.kubeconfigToken}},
      {name: 'file', user: {tokenFile: join(folder, 'cluster-token')}},
      {name: 'password', user: {username: 'ci', password: canaries.kubeconfigPassword}},
      {name: 'exec', user: plugin('exec-spy')},
      {name: 'loud', user: plugin('exec-loud')},
      {name: 'certificate', user: certificate},
      {name: 'oidc', user: provider('oidc')},
      {name: 'gcp', user: provider('gcp')},
    ],
    contexts: [{name: 'sandbox', context: {cluster: 'sandbox', user: 'token', namespace: 'shop'}}],
    'current-context': 'sandbox',
  })
}
