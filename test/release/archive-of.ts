import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {tarGz, zip} from './archive.ts'
import type {Platform} from './platform.ts'

/** What every archive holds beside the program. */
export const legalFiles = ['LICENSE', 'NOTICE'] as const

/** The archive of a platform around its executable: that, the licence and whose work is in it, nothing else. */
export function archiveOf({os, executable}: Platform, program: Uint8Array): Uint8Array {
  const legal = legalFiles.map((name) => ({
    name,
    bytes: readFileSync(join(import.meta.dirname, '../..', name)),
    isExecutable: false,
  }))
  const files = [{name: executable, bytes: program, isExecutable: true}, ...legal]
  return os === 'windows' ? zip(files) : tarGz(files)
}
