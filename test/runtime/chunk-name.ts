import {parse} from 'node:path'
import type {ChunkingContext} from 'rolldown'

const commandList = /[\\/]src[\\/]commands[\\/]command-list\.ts$/
const catalogue = /[\\/]src[\\/]doctor[\\/]diagnoses[\\/]catalogue\.ts$/
const source = /[\\/]src[\\/](?<folder>\w+)[\\/]/

/** Characters of source from which on a chunk more is opened sooner than that much is passed over. */
const worthAChunk = 25_000

/**
 * The chunk of a module of src/: few and large ones, since to find and open one costs more than to pass over what is in
 * it. What several commands need is `shared`, but for what only those need that know the catalogue of causes: that is
 * `diagnosis`; and for what a few commands need that have much to themselves: that is named after these. What is imported late comes by
 * its folder. `null` leaves a module to the one command, or the start, that needs it.
 */
export function chunkName(entry: string): (id: string, context: ChunkingContext) => string | null {
  const reach = new Map<string, ReadonlySet<string>>()
  let circles: readonly (readonly string[])[] | undefined
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
    const usersOf = (module: string) => commands.filter((each) => reachOf(each).has(module))
    const users = usersOf(id)
    if (users.length === 0) {
      // A cluster's objects are read from files, too, where nobody needs a connection and its TLS.
      const connection = id.replace(/[^\\/]+$/, 'kube-client.ts')
      return (folder === 'cluster' && !reachOf(connection).has(id)) || folder === 'registry' ? folder : null
    }
    if (users.length === 1) return null
    if (users.every((each) => [...reachOf(each)].some((needed) => catalogue.test(needed)))) return 'diagnosis'
    circles ??= circlesOf(new Set(commands.flatMap((each) => [...reachOf(each)])))
    const circle = circles.find((members) => users.every((user) => members.includes(user)))
    return circle ? circle.map((command) => parse(command).name).join('-') : 'shared'

    /** The few commands each that have much to themselves, fewer first: what stands there needs nothing of more. */
    function circlesOf(modules: ReadonlySet<string>): readonly (readonly string[])[] {
      const sizes = new Map<string, {readonly members: readonly string[]; size: number}>()
      for (const module of modules) {
        const members = usersOf(module)
        const circle = sizes.getOrInsertComputed(members.join(), () => ({members, size: 0}))
        circle.size += context.getModuleInfo(module)?.code?.length ?? 0
      }
      return [...sizes.values()]
        .filter(({members, size}) => members.length > 1 && members.length < commands.length / 3 && size > worthAChunk)
        .map(({members}) => members)
        .toSorted((one, other) => one.length - other.length)
    }
  }
}

/** What is loaded with a module, itself included. */
function reachable(start: string, importsOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set([start])
  for (const id of found) for (const imported of importsOf(id)) found.add(imported)
  return found
}
