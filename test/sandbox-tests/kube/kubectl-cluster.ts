import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {TestContext} from 'node:test'
import {type ApiServer, type ApiServerOptions, startApiServer} from '../../sandbox/kube/api-server.ts'
import {type Kubectl, type KubectlRun, runKubectl} from '../../sandbox/kubectl.ts'

/** A server and a kubectl that is set up for it. */
export interface KubectlCluster {
  readonly server: ApiServer
  readonly home: string
  /** Arguments as one text where none of them holds a space. */
  run(args: string | readonly string[], input?: string): Promise<KubectlRun>
}

export interface KubectlClusterOptions extends ApiServerOptions {
  /** Default: `admin`. */
  readonly user?: string
}

/** Starts a server for one test, with a home of its own for kubectl. */
export async function kubectlCluster(
  t: TestContext,
  kubectl: Kubectl,
  {user = 'admin', ...options}: KubectlClusterOptions = {},
): Promise<KubectlCluster> {
  const server = await startApiServer(options)
  const home = mkdtempSync(join(tmpdir(), 'kubectl-'))
  t.after(async () => {
    await server.close()
    rmSync(home, {recursive: true})
  })
  const kubeconfig = server.writeKubeconfig(home, user)
  return {
    server,
    home,
    run(args, input = '') {
      const words = typeof args === 'string' ? args.split(' ').filter(Boolean) : args
      return runKubectl(kubectl, words, {kubeconfig, home, input})
    },
  }
}

/** A manifest of the core group; `metadata` and `rest` are lines of YAML. */
export function manifest(kind: string, name: string, metadata: string, rest: string): string {
  return ['apiVersion: v1', `kind: ${kind}`, 'metadata:', `  name: ${name}`, metadata && `  ${metadata}`, rest].join(
    '\n',
  )
}
