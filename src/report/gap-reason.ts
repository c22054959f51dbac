import type {Observed} from '../cluster/snapshot.ts'
import type {NotChecked} from './report.ts'

/** Something of one pull that was not looked at. */
export type Gap = Omit<NotChecked, 'pulls'>

/** What was not read: a value of `Observed` other than the value itself. */
type Unread = Exclude<Observed<unknown>, {kind: 'value'}>

/** Why a read gave nothing, for the reader. */
export function reasonOf(unread: Unread, kind: string): Omit<Gap, 'what'> {
  switch (unread.kind) {
    case 'forbidden':
      return {why: `this user may not read ${kind}${kind === 'nodes' ? '' : ' there'}`, permission: unread.permission}
    case 'failed':
      return {why: unread.reason}
  }
}
