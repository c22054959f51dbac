import {fieldManager} from './field-owner.ts'
import {isJsonObject} from './json-field.ts'
import type {KubeApi, Patch, WriteOptions} from './kube-api.ts'
import {listPages} from './kube-list.ts'
import type {Call, Connection} from './kube-request.ts'
import {notAnApiServer} from './kube-status.ts'
import {callJson, callStream} from './kube-transport.ts'
import {watchEvents} from './kube-watch.ts'
import type {ResourceAddress} from './resource.ts'
import {clockSkewSeconds} from './server-clock.ts'

/** The API over a connection. */
export function kubeApi(unwatched: Connection): KubeApi {
  let clockSkew: number | undefined
  const connection: Connection = {
    ...unwatched,
    onAnswer({headers}) {
      clockSkew ??= clockSkewSeconds(headers, new Date())
    },
  }
  const call = (each: Call) => callJson(connection, each)
  const callObject = async (each: Call) => objectOf(await call(each), each, connection)
  const write = (verb: string, method: Call['method'], address: ResourceAddress, options?: WriteOptions) => ({
    verb,
    method,
    address,
    query: {fieldManager, ...(options?.dryRun && {dryRun: 'All'})},
  })
  const json = (value: object) => ({contentType: 'application/json', value})
  return {
    server: connection.server,
    clockSkewSeconds: () => clockSkew,
    list: (query, reduce, onVersion) => listPages(call, query, reduce, onVersion),
    get: (address) => callObject({verb: 'get', method: 'GET', address}),
    create: (collection, object, options) =>
      callObject({...write('create', 'POST', collection, options), body: json(object)}),
    update: (address, object, options) => callObject({...write('update', 'PUT', address, options), body: json(object)}),
    patch: (address, patch, options) => callObject(patchCall(write('patch', 'PATCH', address, options), patch)),
    delete: async (address, options) => {
      await call({verb: 'delete', method: 'DELETE', address, query: {...(options?.dryRun && {dryRun: 'All'})}})
    },
    watch: (query, signal) => watchEvents((each) => callStream(connection, each), query, signal),
  }
}

/** Who answers a write with anything but the object, by its kind, has stored nothing that we know of. */
function objectOf(answer: unknown, {address}: Call, {server}: Connection): unknown {
  const {kind} = address.resource
  if (isJsonObject(answer) && answer['kind'] === kind) return answer
  throw notAnApiServer(server, `answers with JSON that is not a ${kind}`)
}

function patchCall(call: Call, patch: Patch): Call {
  switch (patch.kind) {
    case 'merge':
      return {...call, body: {contentType: 'application/merge-patch+json', value: patch.body}}
    case 'apply':
      return {
        ...call,
        query: {...call.query, force: String(patch.force)},
        body: {contentType: 'application/apply-patch+yaml', value: patch.body},
      }
  }
}
