import {manifestText} from '../cluster/manifest-text.ts'
import {printable} from '../report/printable.ts'
import {valueText} from '../report/structured-text.ts'
import type {ObjectFormat} from './output-flag.ts'
import {asTemplateError} from './template-error.ts'

/** An object of the cluster, or a list, in a format for programs: as kubectl prints it. */
export async function objectText(object: object, format: Exclude<ObjectFormat, 'text'>): Promise<string> {
  if (format === 'json' || format === 'yaml') return manifestText(object, format)
  if (format === 'name') return objectNames(object).join('')
  return asTemplateError(() => valueText(object, format))
}

/** `secret/regcred`, `deployment.apps/web`: what kubectl takes again (`NamePrinter` in k8s.io/cli-runtime). */
function objectNames(object: object): readonly string[] {
  if ('items' in object && Array.isArray(object.items)) return object.items.flatMap(objectNames)
  const {apiVersion = '', kind = '', metadata}: {apiVersion?: unknown; kind?: unknown; metadata?: unknown} = object
  const [group = ''] = String(apiVersion).includes('/') ? String(apiVersion).split('/') : []
  const name = typeof metadata === 'object' && metadata !== null && 'name' in metadata ? String(metadata.name) : ''
  return [`${printable(`${String(kind).toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`)}\n`]
}
