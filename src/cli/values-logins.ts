import type {PlannedLogin} from '../app/create-plan.ts'
import {type GivenRegistry, readGivenRegistry} from '../credentials/given-registry.ts'
import {valueLayers} from '../credentials/value-layers.ts'
import {readValuesDocument, type ValuesDocument} from '../credentials/values-document.ts'
import {ValuesFault} from '../credentials/values-fault.ts'
import {readValuesLogins, type ValuesLogin} from '../credentials/values-file.ts'
import {keyLint} from '../doctor/key-lint.ts'
import {providerOf} from '../providers/catalogue.ts'
import {ExpectedError, usageError} from './expected-error.ts'
import {readInput} from './io.ts'
import type {Listener} from './listener.ts'
import {secretName} from './secret-name.ts'
import {namespaceName} from './target-flags.ts'
import {givenValues, largestValues, type ValuesFlagValues} from './values-flags.ts'

/**
 * The logins of values files, each with the Secret and the namespace that its entry names; `name` is for entries that name
 * no Secret. What is written in another way than the kubelet matches is told.
 */
export async function readValuesFiles(
  flags: ValuesFlagValues,
  name: string | undefined,
  {warn, tell}: Listener,
): Promise<readonly PlannedLogin[]> {
  const files = flags.filename ?? []
  assertOneStdin([...files, ...(flags.values ?? []), ...(flags['set-file'] ?? []).map(behindName)])
  const given = await givenValues(flags, warn)
  const others = await readDocuments(flags.values ?? [])
  const unused: (readonly string[])[] = []
  const found: ValuesLogin[] = []
  for (const document of await readDocuments(files)) {
    const layers = valueLayers(given, [document, ...others])
    found.push(...(await asExpected(() => readValuesLogins(document, layers))))
    unused.push(layers.unused())
  }
  if (found.length === 0) throw new ExpectedError('there is no login that a Secret could be made of')
  if (name !== undefined && found.every((login) => login.name !== undefined)) {
    throw usageError('NAME is given, and every entry names its Secret', 'create')
  }
  for (const {path} of given.filter((one) => unused.every((names) => names.includes(one.path)))) {
    warn(`no template asks for .Values.${path}`)
  }
  const logins: PlannedLogin[] = []
  for (const login of found) logins.push(await plannedLogin(login, name, tell))
  return logins
}

async function plannedLogin(
  login: ValuesLogin,
  name: string | undefined,
  tell: (text: string) => void,
): Promise<PlannedLogin> {
  const {place, namespace, username, password, email} = login
  const secret = login.name ?? name
  if (secret === undefined) {
    throw new ExpectedError(`${place} has no name`, {nextSteps: ['Name the Secret there, or as NAME of the call.']})
  }
  if (username.includes(':')) {
    throw new ExpectedError(`${place}.username holds a colon, at which "auth" of a docker config is parted`)
  }
  await at(`${place}.name`, async () => secretName(secret))
  if (namespace !== undefined) await at(`${place}.namespace`, async () => namespaceName(namespace))
  const key = keyOf(login)
  if (key !== login.registry) {
    tell(`${login.registryPlace} "${login.registry}" is stored under the key "${key}", which the kubelet matches`)
  }
  return {
    secret,
    place,
    ...(namespace !== undefined && {namespace}),
    entry: {key, username, password, ...(email !== undefined && {email})},
  }
}

function keyOf({registry, registryPlace}: ValuesLogin): string {
  const given: GivenRegistry = readGivenRegistry(registry)
  if (given.kind === 'fault') throw new ExpectedError(`${registryPlace} ${given.message}`)
  if (given.path === '') return providerOf(given.registry).canonicalKey(given.registry)
  const key = given.registry + given.path
  const lint = keyLint(key)
  if (lint !== undefined) throw new ExpectedError(`${registryPlace}: ${lint.message}`)
  return key
}

async function readDocuments(names: readonly string[]): Promise<readonly ValuesDocument[]> {
  const documents: ValuesDocument[] = []
  for (const name of names) {
    const bytes = await readInput(name, {limit: largestValues})
    const label = name === '-' ? 'standard input' : `file "${name}"`
    documents.push(await asExpected(() => readValuesDocument({name: label, bytes})))
  }
  return documents
}

function behindName(text: string): string {
  return text.slice(text.indexOf('=') + 1)
}

function assertOneStdin(names: readonly string[]): void {
  if (names.filter((name) => name === '-').length > 1) {
    throw new ExpectedError('standard input can be read only once, and is named more than once')
  }
}

/** A fault of a file is the user's to mend. */
async function asExpected<T>(read: () => T): Promise<T> {
  try {
    return read()
  } catch (error) {
    if (error instanceof ValuesFault) throw new ExpectedError(error.message, {nextSteps: error.nextSteps})
    throw error
  }
}

/** An error about a value, with the place that it stands at. */
async function at<T>(place: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    throw new ExpectedError(`${place}: ${error.message}`, {nextSteps: error.nextSteps})
  }
}
