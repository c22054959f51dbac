import {fieldManager} from './field-owner.ts'
import type {KubeApi, Patch, WriteOptions} from './kube-api.ts'
import {listPages} from './kube-list.ts'
import type {Call, Connection} from './kube-request.ts'
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
    list: (query, reduce) => listPages(call, query, reduce),
    get: (address) => call({verb: 'get', method: 'GET', address}),
    create: (collection, object, options) =>
      call({...write('create', 'POST', collection, options), body: json(object)}),
    update: (address, object, options) => call({...write('update', 'PUT', address, options), body: json(object)}),
    patch: (address, patch, options) => call(patchCall(write('patch', 'PATCH', address, options), patch)),
    delete: async (address, options) => {
      await call({verb: 'delete', method: 'DELETE', address, query: {...(options?.dryRun && {dryRun: 'All'})}})
    },
    watch: (query, signal) => watchEvents((each) => callStream(connection, each), query, signal),
  }
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
