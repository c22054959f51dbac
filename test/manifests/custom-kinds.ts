import {discover} from '../sandbox/kube/discovery.ts'
import type {Fault} from '../sandbox/kube/fault.ts'
import {describeApi} from '../sandbox/kube/openapi.ts'
import type {Reply} from '../sandbox/kube/reply.ts'
import type {LoggedRequest} from '../sandbox/kube/serve-request.ts'
import {json} from '../sandbox/registry/answer.ts'

/** A kind that the sandbox's API server does not have. */
export interface CustomKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly resource: string
  readonly isNamespaced: boolean
}

const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
  name,
  in: 'query',
  schema: {type: 'string', uniqueItems: true},
}))

/**
 * Answers in the server's place what kubectl asks of kinds before `apply --dry-run=client`: discovery and which
 * parameters they take, with the server's own kinds beside them, and that no such object is there yet.
 */
export function customKinds(kinds: readonly CustomKind[]): (request: LoggedRequest) => Fault | undefined {
  return ({method, url, headers}) => {
    const path = url.split('?')[0] ?? ''
    if (path === '/apis') return json(200, withItems(discover(path, headers.accept, ''), kinds), discoveryType)
    if (path === '/openapi/v3') return json(200, withPaths(describeApi(path), kinds))
    const asked = kinds.filter(
      ({group, version}) => path.startsWith('/openapi/v3/apis/') && path.endsWith(`/${group}/${version}`),
    )
    if (asked.length > 0) return json(200, {openapi: '3.0.0', info, paths: Object.fromEntries(asked.map(pathEntry))})
    const isCustom = kinds.some(({group, version}) => path.startsWith(`/apis/${group}/${version}/`))
    return isCustom && method === 'GET' ? json(404, notFound) : undefined
  }
}

const info = {title: 'custom kinds', version: 'v1'}
const notFound = {
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  reason: 'NotFound',
  message: 'not found',
  code: 404,
}
const discoveryType = {'Content-Type': 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'}

function withItems(reply: Reply, kinds: readonly CustomKind[]): object {
  const list = objectOf(reply)
  const groups = Object.entries(Object.groupBy(kinds, ({group}) => group)).map(([name, own = []]) => ({
    metadata: {name},
    versions: Object.entries(Object.groupBy(own, ({version}) => version)).map(([version, some = []]) => ({
      version,
      freshness: 'Current',
      resources: some.map(({kind, resource, isNamespaced}) => ({
        resource,
        singularResource: kind.toLowerCase(),
        responseKind: {group: '', version: '', kind},
        scope: isNamespaced ? 'Namespaced' : 'Cluster',
        verbs: ['create', 'delete', 'get', 'list', 'patch', 'update'],
      })),
    })),
  }))
  return {...list, items: [...(Array.isArray(list['items']) ? list['items'] : []), ...groups]}
}

function withPaths(reply: Reply, kinds: readonly CustomKind[]): object {
  const {paths} = objectOf(reply)
  const own = kinds.map(({group, version}) => {
    const root = `apis/${group}/${version}`
    return [root, {serverRelativeURL: `/openapi/v3/${root}?hash=custom`}]
  })
  return {paths: {...(typeof paths === 'object' ? paths : {}), ...Object.fromEntries(own)}}
}

function pathEntry({group, version, kind, resource, isNamespaced}: CustomKind): readonly [string, object] {
  const place = isNamespaced ? '/namespaces/{namespace}' : ''
  const patch = {
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': {group, version, kind},
    parameters,
    responses: {'200': {description: 'OK'}},
  }
  return [`/apis/${group}/${version}${place}/${resource}/{name}`, {patch}]
}

function objectOf(reply: Reply): Readonly<Record<string, unknown>> {
  if (reply.kind !== 'json') throw new Error('the server answers with JSON')
  return JSON.parse(reply.json)
}
