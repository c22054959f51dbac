import {mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {docsPages} from './pages.ts'

/** Writes `docs/` anew; `pages.test.ts` holds it to the catalogue. */
const folder = join(import.meta.dirname, '../../docs')
const pages = docsPages(catalogue)
mkdirSync(folder, {recursive: true})
for (const name of readdirSync(folder)) if (name.endsWith('.md') && !pages.has(name)) rmSync(join(folder, name))
for (const [name, text] of pages) writeFileSync(join(folder, name), text)
