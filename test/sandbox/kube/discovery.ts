import {createHash} from 'node:crypto'
import {goJson, type JsonObject} from './json.ts'
import {objectReply, pathNotFound, type Reply} from './reply.ts'
import {resourceCatalogue} from './resource-catalogue.ts'
import type {ResourceType} from './resource-type.ts'

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/** Answers `/api`, `/apis` and below them each group and version, in the aggregated form where the caller takes it. */
export function discover(path: string, accept: string | undefined, host: string): Reply {
  const [root, group, version, ...more] = path.split('/').filter(Boolean)
  if (more.length > 0) return pathNotFound
  const asksForAll = group === undefined && (accept ?? '').replaceAll(' ', '').includes(aggregated)
  if (asksForAll) {
    const json = `${goJson(aggregatedDiscovery(root === 'api'))}\n`
    const etag = `"${createHash('sha512').update(json).digest('hex').toUpperCase()}"`
    const headers = {'Content-Type': aggregated, 'Cache-Control': 'public', ETag: etag, Vary: 'Accept'}
    return {kind: 'json', status: 200, json, headers}
  }
  if (root === 'api') return group === undefined ? apiVersions(host) : resourceList('', group)
  if (group === undefined)
    return objectReply(200, {kind: 'APIGroupList', apiVersion: 'v1', groups: groups().map(apiGroup)})
  if (version !== undefined) return resourceList(group, version)
  return groups().includes(group)
    ? objectReply(200, {kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(group)})
    : pathNotFound
}

function apiVersions(host: string): Reply {
  const serverAddressByClientCIDRs = [{clientCIDR: '0.0.0.0/0', serverAddress: host}]
  return objectReply(200, {kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs})
}

function groups(): readonly string[] {
  return [...new Set(resourceCatalogue.map((type) => type.group))].filter((group) => group !== '')
}

function apiGroup(name: string): JsonObject {
  const version = {groupVersion: `${name}/v1`, version: 'v1'}
  return {name, versions: [version], preferredVersion: version}
}

function typesOf(group: string, version = 'v1'): readonly ResourceType[] {
  return resourceCatalogue.filter((type) => type.group === group && type.version === version)
}

const statusVerbs = ['get', 'patch', 'update']

function resourceList(group: string, version: string): Reply {
  const types = typesOf(group, version)
  if (types.length === 0) return pathNotFound
  const resources = types.flatMap((type) =>
    type.hasStatus ? [apiResource(type), statusResource(type)] : [apiResource(type)],
  )
  const groupVersion = group === '' ? version : `${group}/${version}`
  const apiVersion = group === '' ? {} : {apiVersion: 'v1'}
  return objectReply(200, {kind: 'APIResourceList', ...apiVersion, groupVersion, resources})
}

function apiResource(type: ResourceType): JsonObject {
  const isStored = type.verbs.includes('get')
  return {
    name: type.name,
    singularName: type.singular,
    namespaced: type.namespaced,
    kind: type.kind,
    verbs: type.verbs,
    ...nonEmpty('shortNames', type.shortNames),
    ...nonEmpty('categories', type.categories),
    ...(isStored ? {storageVersionHash: storageVersionHash(type)} : {}),
  }
}

function statusResource({name, namespaced, kind}: ResourceType): JsonObject {
  return {name: `${name}/status`, singularName: '', namespaced, kind, verbs: statusVerbs}
}

/**
 * StorageVersionHash in apiserver's discovery package: the version that is stored, which for events is the core one.
 */
function storageVersionHash(type: ResourceType): string {
  const group = type.shows === undefined ? type.group : ''
  const text = `${group}/${type.version}/${type.kind}`
  return createHash('sha256').update(text).digest().subarray(0, 8).toString('base64')
}

function aggregatedDiscovery(isCore: boolean): JsonObject {
  const items = (isCore ? [''] : groups()).map((group) => {
    const version = {version: 'v1', resources: typesOf(group).map(discoveredResource), freshness: 'Current'}
    return {metadata: group === '' ? {} : {name: group}, versions: [version]}
  })
  return {kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items}
}

function discoveredResource(type: ResourceType): JsonObject {
  const responseKind = {group: '', version: '', kind: type.kind}
  return {
    resource: type.name,
    responseKind,
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: type.verbs,
    ...nonEmpty('shortNames', type.shortNames),
    ...nonEmpty('categories', type.categories),
    ...(type.hasStatus ? {subresources: [{subresource: 'status', responseKind, verbs: statusVerbs}]} : {}),
  }
}

function nonEmpty(member: string, values: readonly string[]): JsonObject {
  return values.length === 0 ? {} : {[member]: values}
}
