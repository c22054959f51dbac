import type {ManifestFile} from '../cluster/parse-manifest.ts'
import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import {ExpectedError} from './expected-error.ts'
import {readInput} from './io.ts'

/** The snapshot that files hold; `-` is standard input. A file that is no manifest is the user's to mend. */
export async function readManifestFiles(names: readonly string[], namespace?: string): Promise<ClusterSnapshot> {
  if (names.filter((name) => name === '-').length > 1) {
    throw new ExpectedError('standard input can be read only once, and is named more than once')
  }
  const {readManifests} = await import('../cluster/read-manifests.ts')
  const files: ManifestFile[] = []
  for (const name of names) {
    const text = Buffer.from(await readInput(name)).toString('utf8')
    files.push({name: name === '-' ? 'standard input' : `file "${name}"`, text})
  }
  return asExpected(() => readManifests(files, namespace === undefined ? {} : {namespace}))
}

/** What a reader of files makes; its fault with a file becomes the user's to mend. */
export async function asExpected<T>(read: () => T): Promise<T> {
  const {ManifestFault} = await import('../cluster/manifest-fault.ts')
  try {
    return read()
  } catch (error) {
    if (error instanceof ManifestFault) throw new ExpectedError(error.message, {nextSteps: error.nextSteps})
    throw error
  }
}
