import type {ClusterSnapshot} from '../cluster/snapshot.ts'
import {ExpectedError} from './expected-error.ts'
import {readInput} from './io.ts'

/** The snapshot that files hold; `-` is standard input. A file that is no manifest is the user's to mend. */
export async function readManifestFiles(names: readonly string[], namespace?: string): Promise<ClusterSnapshot> {
  const [{readManifests}, {ManifestFault}] = await Promise.all([
    import('../cluster/read-manifests.ts'),
    import('../cluster/manifest-fault.ts'),
  ])
  const files = []
  for (const name of names) {
    const text = Buffer.from(await readInput(name)).toString('utf8')
    files.push({name: name === '-' ? 'standard input' : `file "${name}"`, text})
  }
  try {
    return readManifests(files, namespace === undefined ? {} : {namespace})
  } catch (error) {
    if (error instanceof ManifestFault) throw new ExpectedError(error.message, {nextSteps: error.nextSteps})
    throw error
  }
}
