import {Agent} from 'node:https'
import type {TestContext} from 'node:test'
import type {KubeApi} from '../../src/cluster/kube-api.ts'
import {kubeApi} from '../../src/cluster/kube-calls.ts'
import type {Connection} from '../../src/cluster/kube-request.ts'
import {type ApiServer, type ApiServerOptions, startApiServer} from '../sandbox/kube/api-server.ts'

export interface SandboxApi {
  readonly server: ApiServer
  readonly api: KubeApi
  /** The pauses between tries, in milliseconds; none of them is spent. */
  readonly pauses: readonly number[]
  as(user: string, over?: Partial<Connection>): KubeApi
}

/** An API server on loopback, and the API as its administrator; both end with the test. */
export async function sandboxApi(t: TestContext, options: ApiServerOptions = {}): Promise<SandboxApi> {
  const server = await startApiServer(options)
  const agent = new Agent({keepAlive: true, ca: server.ca})
  t.after(() => agent.destroy())
  t.after(() => server.close())
  const pauses: number[] = []
  const as = (user: string, over: Partial<Connection> = {}) =>
    kubeApi({
      url: new URL(server.url),
      server: server.url,
      agent,
      user,
      hasCertificate: false,
      authorization: async () => `Bearer ${user}-token`,
      headers: {},
      requestTimeoutMs: 0,
      pause: async (milliseconds) => {
        pauses.push(milliseconds)
      },
      ...over,
    })
  return {server, api: as('admin'), pauses, as}
}
