import type {JsonObject} from './json.ts'
import {objectReply, pathNotFound, type Reply} from './reply.ts'
import {resourceCatalogue} from './resource-catalogue.ts'
import type {ResourceType} from './resource-type.ts'

/**
 * Answers `/openapi/v3`: which kinds can be patched with which parameters, and no schemas. That is what kubectl looks
 * for before it leaves the checking of fields to the server (`fieldValidation`), which this server takes and ignores.
 */
export function describeApi(path: string): Reply {
  if (path === '/openapi/v3') return objectReply(200, {paths: Object.fromEntries(roots().map(rootEntry))})
  const root = roots().find((one) => path === `/openapi/v3/${one}`)
  return root === undefined ? pathNotFound : objectReply(200, documentOf(root))
}

function roots(): readonly string[] {
  return [...new Set(resourceCatalogue.map(rootOf))]
}

function rootOf({group, version}: ResourceType): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`
}

function rootEntry(root: string): [string, JsonObject] {
  return [root, {serverRelativeURL: `/openapi/v3/${root}?hash=sandbox`}]
}

function documentOf(root: string): JsonObject {
  const types = resourceCatalogue.filter((type) => rootOf(type) === root && type.verbs.includes('patch'))
  const info = {title: 'Kubernetes', version: 'v1.36.2'}
  return {openapi: '3.0.0', info, paths: Object.fromEntries(types.map((type) => pathEntry(root, type)))}
}

function pathEntry(root: string, type: ResourceType): [string, JsonObject] {
  const {group, version, kind} = type
  const scope = type.namespaced ? '/namespaces/{namespace}' : ''
  const patch = {
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': {group, version, kind},
    parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map(queryParameter),
    responses: {'200': {description: 'OK'}},
  }
  return [`/${root}${scope}/${type.name}/{name}`, {patch}]
}

function queryParameter(name: string): JsonObject {
  const type = name === 'force' ? 'boolean' : 'string'
  return {name, in: 'query', schema: {type, uniqueItems: true}}
}
