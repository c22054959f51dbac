import {fork} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import type {ClusterSize} from './cluster-objects.ts'

/** An API server in a process of its own, so that its time and memory count for nobody. */
export interface Cluster {
  /** The text of a kubeconfig. */
  readonly kubeconfig: string
  /** What it was asked since the last call, as `GET /api/v1/pods?limit=500`. */
  takeRequests(): Promise<readonly string[]>
  close(): void
}

export async function startCluster(size: ClusterSize): Promise<Cluster> {
  const server = fork(join(import.meta.dirname, 'cluster-process.ts'), [JSON.stringify(size)], {
    execArgv: ['--max-old-space-size=8192'],
  })
  const failed = once(server, 'exit').then(([code]) => Promise.reject(new Error(`the API server ended with ${code}`)))
  // Where it ends because it is told to, nobody listens any more.
  failed.catch(() => {})
  const answer = async () => (await Promise.race([once(server, 'message'), failed]))[0]
  return {
    kubeconfig: String(await answer()),
    async takeRequests() {
      server.send('requests')
      const requests: unknown = await answer()
      return Array.isArray(requests) ? requests.map(String) : []
    },
    close: () => server.disconnect(),
  }
}
