import type {Interfaces} from '@oclif/core'

/** The rules that a flag can declare about others. */
type Rules = Pick<Interfaces.Flag<unknown>, 'required' | 'exclusive' | 'dependsOn' | 'exactlyOne'>

/** The first rule between flags that `given`, the names on the command line, breaks; a default breaks none. */
export function brokenRule(declared: Readonly<Record<string, Rules>>, given: ReadonlySet<string>): string | undefined {
  for (const [name, rules] of Object.entries(declared)) {
    const broken = given.has(name) ? brokenByPresence(name, rules, given) : brokenByAbsence(name, rules, given)
    if (broken !== undefined) return broken
  }
  return undefined
}

function brokenByPresence(
  name: string,
  {exclusive = [], dependsOn = [], exactlyOne = []}: Rules,
  given: ReadonlySet<string>,
): string | undefined {
  const rival = [...exclusive, ...exactlyOne].find((other) => other !== name && given.has(other))
  if (rival !== undefined) return `--${name} cannot be used together with --${rival}`
  const missing = dependsOn.find((other) => !given.has(other))
  return missing === undefined ? undefined : `--${name} needs --${missing}`
}

function brokenByAbsence(
  name: string,
  {required, exactlyOne = []}: Rules,
  given: ReadonlySet<string>,
): string | undefined {
  if (required) return `required flag "${name}" not set`
  if (exactlyOne.length === 0 || exactlyOne.some((other) => given.has(other))) return undefined
  return `one of ${exactlyOne.map((other) => `--${other}`).join(', ')} is required`
}
