import {printable} from '../report/printable.ts'
import {ExpectedError} from './expected-error.ts'

/** The API server's own rule (DNS-1123 subdomain), said before a password is asked for and a registry is troubled. */
export const secretName = objectName('Secret')

/** The same rule for the names of other kinds, some of which may be shorter only. */
export function objectName(kind: string, longest = 253): (name: string) => Promise<string> {
  return async (name) => {
    const isName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)
    if (isName && name.length <= longest) return name
    const steps = [
      'Names are of lower case letters, digits, "-" and ".", and begin and end with a letter or digit.',
      ...(isName ? [`This kind takes ${longest} characters.`] : []),
    ]
    throw new ExpectedError(`"${printable(name)}" cannot be the name of a ${kind}`, {nextSteps: steps.slice(-1)})
  }
}
