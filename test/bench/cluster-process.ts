import {startApiServer} from '../sandbox/kube/api-server.ts'
import {type ClusterSize, clusterObjects} from './cluster-objects.ts'

/** Serves a cluster of the size in the arguments until its parent goes; see `cluster.ts`. */
const size: ClusterSize = JSON.parse(process.argv[2] ?? '')
const server = await startApiServer({objects: [...clusterObjects(size)]})
let seen = 0

process.on('message', () => {
  const requests = server.requests.slice(seen)
  seen = server.requests.length
  process.send?.(requests.map(({method, url}) => `${method} ${url}`))
})
process.on('disconnect', () => process.exit())
process.send?.(server.kubeconfig('admin', {namespace: 'team-000'}))
