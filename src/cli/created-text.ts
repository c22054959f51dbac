import type {FailedIn, StoredIn} from '../app/create-secrets.ts'
import {printable} from '../report/printable.ts'
import {type Attached, nothingAttached} from './create-attach-flags.ts'
import {type DryRun, dryRunSuffix} from './dry-run.ts'
import {objectText} from './object-text.ts'
import type {ObjectFormat} from './output-flag.ts'
import {shownObject} from './store-entries.ts'

/** A namespace with what became of it, or with none where no cluster was asked. */
export interface CreatedIn extends Omit<StoredIn, 'namespace'> {
  readonly namespace: string | undefined
}

export interface CreatedFormat {
  readonly dryRun: DryRun
  readonly output: ObjectFormat
  /** What was attached, behind what was stored. */
  readonly attached?: Attached
}

/** A line for each namespace and Secret, or the objects as kubectl prints several. */
export async function createdText(
  stored: readonly CreatedIn[],
  {dryRun, output, attached = nothingAttached}: CreatedFormat,
): Promise<string> {
  if (output !== 'text') {
    const secrets = stored.flatMap(({secrets}) => secrets.map(({object}) => shownObject(object, dryRun)))
    const items = [...secrets, ...attached.objects]
    const [only] = items
    return objectText(items.length === 1 && only !== undefined ? only : {apiVersion: 'v1', kind: 'List', items}, output)
  }
  const suffix = dryRunSuffix(dryRun)
  const lines = stored.flatMap(({namespace, isNew, secrets}) => {
    const place = namespace === undefined ? '' : ` in namespace "${namespace}"`
    return [
      ...(isNew ? [`namespace/${namespace} created${suffix}`] : []),
      ...secrets.map(({name, action}) => `secret/${name} ${action}${place}${suffix}`),
    ]
  })
  return [...lines.map((line) => printable(line)), ...attached.lines].map((line) => `${line}\n`).join('')
}

/** Why a namespace got nothing, as errors are shown. */
export function failedLines({namespace, isNew, message, nextSteps}: FailedIn): readonly string[] {
  const subject = message.includes(`"${namespace}"`) ? '' : `namespace "${namespace}": `
  const created = isNew ? [`Namespace "${namespace}" was created, and is left.`] : []
  return [`error: ${subject}${message}`, ...nextSteps, ...created].map((line) => printable(line))
}
