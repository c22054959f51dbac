import {readFileSync} from 'node:fs'
import type {ClusterHost, ExecOutcome, Program} from '../../src/cluster/cluster-host.ts'

export interface HostOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly home?: string
  /** By path; paths that are not here do not exist. */
  readonly files?: Readonly<Record<string, string>>
  readonly exec?: (program: Program) => ExecOutcome
  readonly canAsk?: boolean
}

/** A machine that has these files and nothing else. */
export function aHost(options: HostOptions = {}): ClusterHost {
  const {env = {}, home, files = {}, canAsk = false} = options
  const exec = options.exec ?? (() => ({kind: 'failed', code: 'ENOENT'}) as const)
  return {
    env,
    ...(home !== undefined && {home}),
    pathDelimiter: ':',
    files: {
      read(path) {
        const text = files[path]
        return text === undefined ? {kind: 'failed', code: 'ENOENT'} : {kind: 'text', text}
      },
    },
    exec: async (program) => exec(program),
    canAsk,
  }
}

/** This machine's files, and nothing of its environment. */
export function realFiles(options: HostOptions = {}): ClusterHost {
  return {...aHost(options), files: {read: (path) => ({kind: 'text', text: readFileSync(path, 'utf8')})}}
}
