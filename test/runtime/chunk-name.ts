import type {ChunkingContext} from 'rolldown'

const commandList = /[\\/]src[\\/]commands[\\/]command-list\.ts$/
const catalogue = /[\\/]src[\\/]doctor[\\/]diagnoses[\\/]catalogue\.ts$/
const source = /[\\/]src[\\/](?<folder>\w+)[\\/]/

/**
 * The chunk of a module of src/: few and large ones, since to find and open one costs more than to pass over what is in
 * it. What several commands need is `shared`, but for what only those need that know the catalogue of causes: that is
 * `diagnosis`. What is imported late comes by its folder. `null` leaves a module to the one command, or the start, that
 * needs it.
 */
export function chunkName(entry: string): (id: string, context: ChunkingContext) => string | null {
  const reach = new Map<string, ReadonlySet<string>>()
  return (id, context) => {
    const folder = source.exec(id)?.groups?.['folder']
    if (folder === undefined) return null
    const reachOf = (start: string) => {
      const known = reach.get(start) ?? reachable(start, (each) => context.getModuleInfo(each)?.importedIds ?? [])
      reach.set(start, known)
      return known
    }
    if (reachOf(entry).has(id)) return null
    const list = [...reachOf(entry)].find((each) => commandList.test(each)) ?? ''
    const commands = context.getModuleInfo(list)?.dynamicallyImportedIds ?? []
    if (commands.includes(id)) return null
    const users = commands.map(reachOf).filter((needed) => needed.has(id))
    if (users.length === 0) {
      // A cluster's objects are read from files, too, where nobody needs a connection and its TLS.
      const connection = id.replace(/[^\\/]+$/, 'kube-client.ts')
      return (folder === 'cluster' && !reachOf(connection).has(id)) || folder === 'registry' ? folder : null
    }
    if (users.length === 1) return null
    const isForCauses = users.every((needed) => [...needed].some((each) => catalogue.test(each)))
    return isForCauses ? 'diagnosis' : 'shared'
  }
}

/** What is loaded with a module, itself included. */
function reachable(start: string, importsOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set([start])
  for (const id of found) for (const imported of importsOf(id)) found.add(imported)
  return found
}
