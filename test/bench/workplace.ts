import {execFileSync} from 'node:child_process'
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import type {Entry, Form} from './compare.ts'
import type {Run} from './measure.ts'

/** The programs that are measured, run as one user with a home of its own and an environment that says little else. */
export interface Workplace {
  /** Where kubectl stands and what it calls itself. */
  readonly kubectlVersion: string
  kubectl(...args: readonly string[]): Run
  /** The forms that are built: the bundle on this Node.js, and the executable of this machine's archive. */
  readonly forms: readonly Form[]
  /** A call of each, with what it may cost. */
  ours(limits: Readonly<Record<Form, number>>, ...args: readonly string[]): readonly Entry[]
  call(form: Form, ...args: readonly string[]): Run
  /** A script on this Node.js. */
  script(path: string, ...args: readonly string[]): Run
  /** Writes a file and gives its path. */
  file(name: string, text: string): string
  remove(): void
}

const bundled = join(import.meta.dirname, '../../bin/run.js')
const archived = join(import.meta.dirname, '../../release/kubectl-imagecreds')

export function createWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'imagecreds-bench-'))
  const path = process.env['PATH'] ?? ''
  const env = {PATH: `${dirname(process.execPath)}:${path}`, HOME: folder}
  const run = (...argv: readonly [string, ...string[]]): Run => ({argv, env})
  const kubectl = execFileSync('/bin/sh', ['-c', 'command -v kubectl'], {encoding: 'utf8'}).trim()
  const [version = ''] = execFileSync(kubectl, ['version', '--client'], {encoding: 'utf8', env}).split('\n')
  const forms: readonly Form[] = existsSync(archived) ? ['npm', 'archive'] : ['npm']
  const call = (form: Form, ...args: readonly string[]) =>
    form === 'npm' ? run(process.execPath, bundled, ...args) : run(archived, ...args)
  return {
    kubectlVersion: `${version} (${kubectl})`,
    kubectl: (...args) => run(kubectl, ...args),
    forms,
    ours: (limits, ...args) => forms.map((form) => ({form, limit: limits[form], run: call(form, ...args)})),
    call,
    script: (script, ...args) => run(process.execPath, script, ...args),
    file(name, text) {
      const place = join(folder, name)
      writeFileSync(place, text, {mode: 0o600})
      return place
    },
    remove: () => rmSync(folder, {recursive: true}),
  }
}
