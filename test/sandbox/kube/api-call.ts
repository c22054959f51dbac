import type {IncomingHttpHeaders} from 'node:http'
import type {RequestInfo} from './request-info.ts'
import type {Store} from './store.ts'
import type {UserInfo} from './user.ts'

/** One request with all that its answer depends on: who asks, for what, of which objects, and when. */
export interface ApiCall {
  readonly store: Store
  readonly user: UserInfo
  readonly method: string
  readonly info: RequestInfo
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly now: Date
}
