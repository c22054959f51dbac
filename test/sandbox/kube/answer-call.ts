import {checkAccess, impersonate} from './access.ts'
import type {ApiCall} from './api-call.ts'
import {discover} from './discovery.ts'
import {describeApi} from './openapi.ts'
import {pathNotFound, type Reply} from './reply.ts'
import {answerResource} from './resource-api.ts'
import {methodNotAllowed} from './status-error.ts'
import {versionReply} from './version.ts'

/** Answers a call whose caller is known: rights first, whatever it is for, then the resource or the path. */
export function answerCall(given: ApiCall): Reply {
  const call = impersonate(given)
  checkAccess(call)
  const {info, headers} = call
  if (info.resource !== undefined) return answerResource(call, info.resource)
  if (call.method !== 'GET') throw methodNotAllowed()
  const path = info.path.replace(/\/$/, '')
  if (path === '/version') return versionReply
  if (['/healthz', '/livez', '/readyz'].includes(path)) return {kind: 'text', status: 200, text: 'ok'}
  if (path.startsWith('/openapi/')) return describeApi(path)
  if (/^\/apis?(\/|$)/.test(path)) return discover(path, headers.accept, headers.host ?? '')
  return pathNotFound
}
