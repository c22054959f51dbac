import {commandRights} from '../manifests/command-rights.ts'
import type {Subject} from '../manifests/command-role.ts'
import type {CommandRights} from '../manifests/right.ts'
import {printable} from '../report/printable.ts'
import {ExpectedError} from './expected-error.ts'
import {nearest} from './nearest.ts'
import {objectName} from './secret-name.ts'
import {namespaceName} from './target-flags.ts'

/** The rights of a command that asks a cluster. */
export function rightsOf(command: string): CommandRights {
  const found = commandRights.find((rights) => rights.command === command)
  if (found !== undefined) return found
  const names = commandRights.map((rights) => rights.command)
  const near = nearest(command, names)
  throw new ExpectedError(`"${printable(command)}" is not a command that needs rights in a cluster`, {
    nextSteps: [...(near === undefined ? [] : [`The nearest one is "${near}".`]), `There are ${names.join(', ')}.`],
  })
}

export interface SubjectFlagValues {
  readonly user?: string[] | undefined
  readonly group?: string[] | undefined
  readonly 'service-account'?: string[] | undefined
}

/** Who gets the rights; a ServiceAccount as `kubectl create rolebinding` takes it, NAMESPACE:NAME. */
export async function roleSubjects(flags: SubjectFlagValues): Promise<readonly Subject[]> {
  const {user = [], group = [], 'service-account': accounts = []} = flags
  return [
    ...user.map((name) => ({kind: 'User' as const, name: subjectName(name)})),
    ...group.map((name) => ({kind: 'Group' as const, name: subjectName(name)})),
    ...(await Promise.all(accounts.map(accountSubject))),
  ]
}

async function accountSubject(text: string): Promise<Subject> {
  const [namespace, name, ...rest] = text.split(':')
  if (namespace === undefined || name === undefined || rest.length > 0) {
    throw new ExpectedError(`--service-account takes NAMESPACE:NAME, not "${printable(text)}"`)
  }
  return {kind: 'ServiceAccount', namespace: namespaceName(namespace), name: await objectName('ServiceAccount')(name)}
}

function subjectName(name: string): string {
  if (name !== '' && !/\p{Cc}/u.test(name)) return name
  throw new ExpectedError('a user or group has a name, without control characters')
}
