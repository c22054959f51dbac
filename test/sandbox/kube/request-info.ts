import {badRequest} from './status-error.ts'

/**
 * What a request wants, read from its method and path alone, before anything is known to exist (RequestInfo in
 * apiserver).
 */
export interface RequestInfo {
  /** An RBAC verb for a resource; the HTTP method in lower case for any other path. */
  readonly verb: string
  readonly path: string
  readonly query: URLSearchParams
  /** Absent for paths such as `/version`. */
  readonly resource?: RequestedResource
}

/** A resource as a path names it. */
export interface RequestedResource {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly subresource?: string
  /** A namespace's own path is in that namespace. */
  readonly namespace?: string
  readonly name?: string
}

/** Reads `method` and `url` (path and query as sent) as NewRequestInfo does in apiserver's endpoints/request. */
export function parseRequestInfo(method: string, url: string): RequestInfo {
  const {pathname: path, searchParams: query} = new URL(`https://server${url}`)
  const resource = parseResource(path)
  if (resource === undefined) return {verb: method.toLowerCase(), path, query}
  const name = resource.name ?? nameSelected(method, query)
  const verb = verbOf(method, resource.name !== undefined, query)
  return {verb, path, query, resource: name === undefined ? resource : {...resource, name}}
}

/** Whether the request is for a stream of changes. */
export function isWatch(query: URLSearchParams): boolean {
  return ['true', '1'].includes(query.get('watch') ?? '')
}

function parseResource(path: string): RequestedResource | undefined {
  const [prefix, ...parts] = path.split('/').filter(Boolean).map(decodeSegment)
  const group = prefix === 'apis' ? parts.shift() : prefix === 'api' ? '' : undefined
  const [version, ...rest] = parts
  if (group === undefined || version === undefined || rest.length === 0) return undefined
  const [first = '', namespace, second, ...others] = rest
  const address = {group, version}
  if (first !== 'namespaces' || namespace === undefined) return {...address, ...target(rest)}
  if (second === undefined || second === 'status' || second === 'finalize') {
    return {...address, namespace, ...target(rest)}
  }
  return {...address, namespace, ...target([second, ...others])}
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw badRequest(`invalid URL escape in ${JSON.stringify(segment)}`)
  }
}

function target([resource = '', name, subresource]: readonly string[]) {
  return {resource, ...(name === undefined ? {} : {name}), ...(subresource === undefined ? {} : {subresource})}
}

function verbOf(method: string, hasName: boolean, query: URLSearchParams): string {
  switch (method) {
    case 'POST':
      return 'create'
    case 'PUT':
      return 'update'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return hasName ? 'delete' : 'deletecollection'
    default:
      if (hasName && !isWatch(query)) return 'get'
      return isWatch(query) ? 'watch' : 'list'
  }
}

/** A list of one object by its name asks for the right to that name only, so that `resourceNames` serves for it. */
function nameSelected(method: string, query: URLSearchParams): string | undefined {
  if (method !== 'GET') return undefined
  return /^metadata\.name==?([^,=!]+)$/.exec(query.get('fieldSelector') ?? '')?.[1]
}
