import {Sensitive} from './sensitive.ts'
import {kindOf, memberOf, placeOf, type ValueLayers} from './value-layers.ts'
import {fillTemplates} from './value-template.ts'
import type {ValuePath, ValuesDocument} from './values-document.ts'
import {ValuesFault} from './values-fault.ts'

/** One entry of an `imageCredentials` list, its templates filled. */
export interface ValuesLogin {
  /** `file "values.yaml" line 3: app.imageCredentials[0]` */
  readonly place: string
  readonly name?: string
  readonly namespace?: string
  /** As written. */
  readonly registry: string
  /** `file "values.yaml" line 4: app.imageCredentials[0].registry` */
  readonly registryPlace: string
  readonly username: string
  readonly password: Sensitive
  readonly email?: string
}

/** The member that holds the logins, at the top or below the name or alias of a subchart. */
const listName = 'imageCredentials'
const fields = ['name', 'namespace', 'registry', 'username', 'accessToken', 'password', 'email'] as const
type Field = (typeof fields)[number]

/**
 * The logins of all `imageCredentials` in a values file, in its order. One mapping stands for a list of one, as the Helm
 * documentation has it. Throws a `ValuesFault` for what cannot be taken as it was meant: a member that is not known, a
 * text that is none, a template without a value.
 */
export function readValuesLogins(document: ValuesDocument, layers: ValueLayers): readonly ValuesLogin[] {
  const lists = credentialLists(document.value, [])
  if (lists.length === 0) {
    throw new ValuesFault(`${document.name} holds no "${listName}"`, [
      `It is a list at the top or below a subchart's name, with ${fields.slice(0, 5).join(', ')}.`,
    ])
  }
  return lists.flatMap(({path, value}) => {
    return entriesOf(document, path, value).map((entry) => readEntry(document, entry, layers))
  })
}

interface Found {
  readonly path: ValuePath
  readonly value: unknown
}

function credentialLists(value: unknown, path: readonly string[]): readonly Found[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([name, member]): readonly Found[] => {
    return name === listName ? [{path: [...path, name], value: member}] : credentialLists(member, [...path, name])
  })
}

function entriesOf(document: ValuesDocument, path: ValuePath, value: unknown): readonly Found[] {
  if (value === null) return []
  if (Array.isArray(value)) return value.map((entry, index) => ({path: [...path, index], value: entry}))
  if (typeof value === 'object') return [{path, value}]
  throw new ValuesFault(`${placeOf(document, path)} is ${kindOf(value)}, not a list`)
}

function readEntry(document: ValuesDocument, {path, value}: Found, layers: ValueLayers): ValuesLogin {
  const place = placeOf(document, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ValuesFault(`${place} is ${kindOf(value)}, not a mapping with registry, username and accessToken`)
  }
  const unknown = Object.keys(value).find((name) => !fields.some((field) => field === name))
  if (unknown !== undefined) {
    throw new ValuesFault(`${placeOf(document, [...path, unknown])} is not known here`, [
      `An entry has ${fields.join(', ')}.`,
    ])
  }
  const text = (field: Field) => textOf(document, [...path, field], memberOf(value, field), layers)
  const needed = (field: Field) => {
    const found = text(field)
    if (found !== undefined && found !== '') return found
    throw new ValuesFault(found === undefined ? `${place} has no ${field}` : `${place}.${field} is empty`)
  }
  if (text('accessToken') !== undefined && text('password') !== undefined) {
    throw new ValuesFault(`${place} has both accessToken and password`, ['They are two names of one thing; leave one.'])
  }
  const [name, namespace, email] = [text('name'), text('namespace'), text('email')]
  return {
    place,
    ...(name !== undefined && {name}),
    ...(namespace !== undefined && {namespace}),
    registry: needed('registry'),
    registryPlace: placeOf(document, [...path, 'registry']),
    username: needed('username'),
    password: new Sensitive(needed(text('password') === undefined ? 'accessToken' : 'password')),
    ...(email !== undefined && email !== '' && {email}),
  }
}

/** A null is as if nothing stood there. A number would lose its zeroes, so none is taken for a text. */
function textOf(document: ValuesDocument, path: ValuePath, value: unknown, layers: ValueLayers): string | undefined {
  if (value === undefined || value === null) return undefined
  const place = placeOf(document, path)
  if (typeof value !== 'string') {
    throw new ValuesFault(`${place} is ${kindOf(value)}, not a text`, ['Write it in quotes.'])
  }
  if (value.startsWith('ENC[AES256_GCM,')) {
    throw new ValuesFault(`${place} is encrypted by SOPS`, ['Decrypt the file first: sops decrypt FILE'])
  }
  const scope = path.slice(0, path.indexOf(listName)).map(String)
  const filled = fillTemplates(value, (name) => layers.valueAt(name, scope))
  switch (filled.kind) {
    case 'text':
      return filled.text
    case 'unfilled':
      throw unfilledFault(place, filled.names)
    case 'unsupported':
      throw new ValuesFault(`${place} holds a template that is not filled`, [
        'Only the name of a value is: "{{ .Values.NAME }}". Functions and conditions are not.',
      ])
  }
}

function unfilledFault(place: string, names: readonly string[]): ValuesFault {
  const [first = ''] = names
  const templates = names.map((name) => `"{{ .Values.${name} }}"`).join(' and ')
  return new ValuesFault(`${place} has no value for ${templates}`, [
    `Give it with --set-env ${first}=ENV, --set-file ${first}=FILE, or a file of values: --values FILE`,
  ])
}
