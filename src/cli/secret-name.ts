import {printable} from '../report/printable.ts'
import {ExpectedError} from './expected-error.ts'

/** The API server's own rule (DNS-1123 subdomain), said before a password is asked for and a registry is troubled. */
export async function secretName(name: string): Promise<string> {
  if (name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)) return name
  throw new ExpectedError(`"${printable(name)}" cannot be the name of a Secret`, {
    nextSteps: ['Names are of lower case letters, digits, "-" and ".", and begin and end with a letter or digit.'],
  })
}
