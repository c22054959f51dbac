import {isJsonObject, listField, textField} from './json-field.ts'
import type {ListQuery} from './kube-api.ts'
import {KubeError} from './kube-error.ts'
import type {Call} from './kube-request.ts'

/**
 * Half of what kubectl asks for: with Pods of 10 kB a page of 500 costs 20 MB more than one of 250 at its peak, and 100
 * save as much again at the price of more than twice the round trips.
 */
const pageSize = 250
/** Of objects as small as can be, a whole etcd holds fewer pages than these. */
const mostPages = 40_000
const metadataOnly = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json'

/**
 * A list, page by page (Kubernetes API concepts, "Retrieving large results sets in chunks"). The server forgets a list
 * after some minutes and then answers 410 with a token to go on with, at the price that what changed in the meantime may
 * be missed; a token that expires at once is an error. The version is that of the first page, which is never newer than
 * any other.
 */
export async function* listPages<T>(
  call: (call: Call) => Promise<unknown>,
  query: ListQuery,
  reduce: (object: unknown) => T | undefined,
  onVersion?: (version: string) => void,
): AsyncGenerator<readonly T[]> {
  let token: string | undefined
  let renewed: string | undefined
  let pages = 0
  do {
    try {
      const page = await call(pageCall(query, token))
      pages += 1
      const version = textField(page, 'metadata', 'resourceVersion')
      if (pages === 1 && version !== undefined) onVersion?.(version)
      yield itemsOf(page, query)
        .map((object) => reduce(object))
        .filter((each) => each !== undefined)
      const next = textField(page, 'metadata', 'continue')
      if (next !== undefined && (next === token || pages === mostPages)) throw withoutEnd(query)
      token = next
    } catch (error) {
      const fresh = freshToken(error)
      if (fresh === undefined || token === renewed) throw error
      token = fresh
      renewed = fresh
    }
  } while (token !== undefined)
}

function pageCall(query: ListQuery, token: string | undefined): Call {
  const {resource, namespace, labelSelector, fieldSelector} = query
  return {
    verb: 'list',
    method: 'GET',
    address: {resource, ...(namespace !== undefined && {namespace})},
    query: {limit: String(pageSize), labelSelector, fieldSelector, continue: token},
    ...(query.metadataOnly && {accept: metadataOnly}),
  }
}

/** With a 410, the token to go on with. */
function freshToken(error: unknown): string | undefined {
  return error instanceof KubeError && error.kind === 'expired' ? error.details.continueToken : undefined
}

function itemsOf(page: unknown, {resource}: ListQuery): readonly unknown[] {
  if (isJsonObject(page) && (Array.isArray(page['items']) || page['items'] === null)) return listField(page, 'items')
  throw new KubeError('not-an-api-server', `the server answers the list of ${resource.plural} with no list`)
}

function withoutEnd({resource}: ListQuery): KubeError {
  return new KubeError('not-an-api-server', `the server goes on with its list of ${resource.plural} without end`)
}
