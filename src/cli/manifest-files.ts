import type {ManifestFile} from '../cluster/parse-manifest.ts'
import type {ClusterSnapshot, Pod} from '../cluster/snapshot.ts'
import {ExpectedError} from './expected-error.ts'
import {listFolder, readInput} from './io.ts'

export interface ManifestFilesOptions {
  /** The namespace of objects that name none. */
  readonly namespace?: string | undefined
  /** Folders in folders, too. */
  readonly isRecursive?: boolean
}

/** What files hold, and what is to be known of how they were read. */
export interface ReadFiles {
  readonly snapshot: ClusterSnapshot
  readonly warnings: readonly string[]
}

/** The snapshot that files and folders hold; `-` is standard input. A file that is no manifest is the user's to mend. */
export async function readManifestFiles(
  names: readonly string[],
  {namespace, isRecursive = false}: ManifestFilesOptions = {},
): Promise<ReadFiles> {
  if (names.filter((name) => name === '-').length > 1) {
    throw new ExpectedError('standard input can be read only once, and is named more than once')
  }
  const {readManifests} = await import('../cluster/read-manifests.ts')
  const named = names.flatMap((name) => filesOf(name, isRecursive))
  const files: ManifestFile[] = []
  for (const {path, isListed} of named.filter(({path}) => !isKustomization(path))) {
    const text = Buffer.from(await readInput(path)).toString('utf8')
    files.push(path === '-' ? {name: 'standard input', text} : {name: `file "${path}"`, path, text, isListed})
  }
  const read = await asExpected(() => readManifests(files, namespace === undefined ? {} : {namespace}))
  const snapshot = {...read, pods: await placedPods(read.pods, files, namespace)}
  const kustomizations = named.filter(({path}) => isKustomization(path)).map(({path}) => path)
  return {snapshot, warnings: kustomizations.map(kustomizationWarning)}
}

/** Only manifests that are not applied yet are mended in their files; lines cost a reading of their own. */
async function placedPods(
  pods: readonly Pod[],
  files: readonly ManifestFile[],
  namespace: string | undefined,
): Promise<readonly Pod[]> {
  const {isApplied} = await import('../cluster/applied-pod.ts')
  if (pods.every(isApplied) || files.every(({path}) => path === undefined)) return pods
  const {withFilePlaces} = await import('../cluster/manifest-places.ts')
  return withFilePlaces(pods, files, namespace)
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

interface NamedFile {
  readonly path: string
  /** Found in a folder, so that it may be anything. */
  readonly isListed: boolean
}

/** What kubectl reads of a folder (`FileExtensions` in k8s.io/cli-runtime). */
const extensions = /\.(?:json|ya?ml)$/

function filesOf(name: string, isRecursive: boolean): readonly NamedFile[] {
  if (name === '-') return [{path: name, isListed: false}]
  if (/^https?:\/\//i.test(name)) {
    throw new ExpectedError('--filename takes files and folders, and nothing is fetched from a URL', {
      nextSteps: ['Pipe it in: curl -fsSL URL | kubectl imagecreds doctor -f -'],
    })
  }
  const listed = listFolder(name, isRecursive)
  if (listed === undefined) return [{path: name, isListed: false}]
  const found = listed.filter((path) => extensions.test(path) || isKustomization(path))
  if (!found.some((path) => !isKustomization(path))) throw emptyFolder(name, found, isRecursive)
  return found.map((path) => ({path, isListed: true}))
}

function emptyFolder(name: string, found: readonly string[], isRecursive: boolean): ExpectedError {
  const [kustomization] = found
  if (kustomization !== undefined) {
    return new ExpectedError(`folder "${name}" holds a kustomization and no manifest`, {nextSteps: [buildIt]})
  }
  return new ExpectedError(`folder "${name}" holds no file that ends in .yaml, .yml or .json`, {
    nextSteps: isRecursive ? [] : ['With --recursive the folders in it are read as well.'],
  })
}

/** What is to be done with a kustomization, of which only kubectl knows what comes out. */
export const buildIt = 'Build it first: kubectl kustomize FOLDER | kubectl imagecreds doctor -f -'

function isKustomization(path: string): boolean {
  return /(?:^|[\\/])(?:kustomization\.ya?ml|Kustomization)$/.test(path)
}

function kustomizationWarning(path: string): string {
  return `"${path}" is not built, so that what it changes is not seen. ${buildIt}`
}
