import {yamlScalar} from './yaml-scalar.ts'

/** Lines as a part of a manifest that stands this many blanks in. */
export function indented(lines: readonly string[], indent: number): string {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)).join('\n')
}

/** The line for a namespace under `metadata`; without one kubectl takes that of the context. */
export function namespaceLine(namespace: string | undefined, indent = 2): string {
  return namespace === undefined ? '' : `${' '.repeat(indent)}namespace: ${yamlScalar(namespace)}\n`
}
