import {mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {bundleProgram} from './bundle.ts'

/**
 * Writes the bundle into dist/: over the last one and only when it is whole, so that a build that fails leaves that, and
 * who runs it meanwhile finds all its files; what is no longer in it goes at the end.
 */
const dist = join(import.meta.dirname, '../../dist')
const {files} = await bundleProgram()
mkdirSync(dist, {recursive: true})
for (const {name, text} of files) writeFileSync(join(dist, name), text)
const written = new Set(files.map(({name}) => name))
for (const name of readdirSync(dist)) if (!written.has(name)) rmSync(join(dist, name), {recursive: true})
