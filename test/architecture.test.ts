import assert from 'node:assert/strict'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join, relative, resolve} from 'node:path'
import {test} from 'node:test'

/**
 * The directions of `src/`: each folder may import its own files and the folders named here. Written out in full, so
 * that a new arrow is a change to this table that a reader sees.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  commands: [
    'cli',
    'app',
    'report',
    'doctor',
    'manifests',
    'registry',
    'cluster',
    'providers',
    'credentials',
    'reference',
  ],
  cli: ['app', 'report', 'doctor', 'manifests', 'registry', 'cluster', 'providers', 'credentials', 'reference'],
  app: ['report', 'doctor', 'manifests', 'registry', 'cluster', 'providers', 'credentials', 'reference'],
  report: ['doctor', 'manifests', 'registry', 'cluster', 'providers', 'credentials', 'reference'],
  doctor: ['manifests', 'registry', 'cluster', 'providers', 'credentials', 'reference'],
  manifests: ['credentials', 'reference'],
  registry: ['credentials', 'reference'],
  cluster: ['credentials', 'reference'],
  providers: ['credentials', 'reference'],
  credentials: ['reference'],
  reference: [],
}

/** The packages that touch the world, and the one file that may import each. */
const edges: Readonly<Record<string, string>> = {
  undici: 'registry/http.ts',
  '@kubernetes/client-node': 'cluster/kube-client.ts',
  ink: 'report/live.tsx',
  react: 'report/live.tsx',
  chalk: 'report/theme.ts',
  'node:fs': 'cli/io.ts',
  'node:child_process': 'cli/child-process.ts',
}

test('every import of src follows the arrows', () => {
  assert.deepEqual(faults('src'), [])
})

test('src has no import cycle', () => {
  assert.deepEqual(cycle('src'), undefined)
})

test('src has no folder or file that is named after nothing', () => {
  const banned = /(^|\/)(utils?|helpers?|common|lib|core|misc)(\/|$)|(^|\/)index\.tsx?$|-and-/
  assert.deepEqual(
    sources('src').filter((file) => banned.test(file)),
    [],
  )
})

test('a planted import against the arrows, past an edge, or in a circle is found', () => {
  const root = mkdtempSync(join(tmpdir(), 'architecture-'))
  try {
    plant(root, 'reference/a.ts', "import {b} from '../doctor/b.ts'")
    plant(root, 'doctor/b.ts', "export {a} from '../reference/a.ts'\nconst late = import('undici')\n")
    plant(root, 'registry/c.ts', "import type {X} from '../cluster/x.ts'\nimport fs from 'node:fs/promises'")
    plant(root, 'cluster/x.ts', '')
    assert.deepEqual(faults(root), [
      'doctor/b.ts imports undici, which only registry/http.ts may',
      'reference/a.ts imports doctor/b.ts against the arrows',
      'registry/c.ts imports cluster/x.ts against the arrows',
      'registry/c.ts imports node:fs, which only cli/io.ts may',
    ])
    assert.deepEqual(cycle(root), ['doctor/b.ts', 'reference/a.ts', 'doctor/b.ts'])
  } finally {
    rmSync(root, {recursive: true})
  }
})

function plant(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), {recursive: true})
  writeFileSync(join(root, file), text)
}

function sources(root: string): string[] {
  return readdirSync(root, {recursive: true, encoding: 'utf8'})
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
}

/** What a file imports: static, dynamic, type-only and re-exports alike. */
function importsOf(text: string): string[] {
  const patterns = [
    /(?:^|[\n;])\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g,
    /(?:^|[\n;])\s*import\s*['"]([^'"]+)['"]/g,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
  ]
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))
}

function faults(root: string): string[] {
  return sources(root).flatMap((file) =>
    importsOf(readFileSync(join(root, file), 'utf8')).flatMap((specifier) => fault(root, file, specifier) ?? []),
  )
}

function fault(root: string, file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) {
    const name = packageName(specifier)
    const owner = edges[name]
    return owner === undefined || owner === file ? undefined : `${file} imports ${name}, which only ${owner} may`
  }
  const target = targetOf(root, file, specifier)
  const from = file.split('/')[0] ?? ''
  const to = target.split('/')[0] ?? ''
  if (from === to || mayImport[from]?.includes(to)) return undefined
  return `${file} imports ${target} against the arrows`
}

function packageName(specifier: string): string {
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier)
}

function targetOf(root: string, file: string, specifier: string): string {
  return relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/')
}

function cycle(root: string): string[] | undefined {
  const files = sources(root)
  const edgesOf = new Map(
    files.map((file) => [
      file,
      importsOf(readFileSync(join(root, file), 'utf8'))
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => targetOf(root, file, specifier)),
    ]),
  )
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): string[] | undefined => {
    const seenAt = path.indexOf(file)
    if (seenAt >= 0) return [...path.slice(seenAt), file]
    if (done.has(file)) return undefined
    for (const next of edgesOf.get(file) ?? []) {
      const found = walk(next, [...path, file])
      if (found) return found
    }
    done.add(file)
    return undefined
  }
  for (const file of files) {
    const found = walk(file, [])
    if (found) return found
  }
  return undefined
}
