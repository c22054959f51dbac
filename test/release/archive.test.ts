import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {zipEntry} from '../sandbox/zip-entry.ts'
import {type ArchivedFile, tarGz, zip} from './archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'imagecreds-archive-'))
after(() => rmSync(folder, {recursive: true}))

const files: readonly ArchivedFile[] = [
  {name: 'program', bytes: Buffer.from('#!/bin/sh\necho here\n'), isExecutable: true},
  {name: 'LICENSE', bytes: Buffer.alloc(1024, 'a'), isExecutable: false},
  {name: 'empty', bytes: Buffer.alloc(0), isExecutable: false},
]

test('tar unpacks what was packed, owned by nobody in particular, and the program runs', () => {
  const path = join(folder, 'archive.tar.gz')
  writeFileSync(path, tarGz(files))
  assert.equal(
    execFileSync('tar', ['--list', '--verbose', '--utc', '--file', path], {encoding: 'utf8'}),
    `-rwxr-xr-x 0/0              20 1980-01-01 00:00 program
-rw-r--r-- 0/0            1024 1980-01-01 00:00 LICENSE
-rw-r--r-- 0/0               0 1980-01-01 00:00 empty
`,
  )
  execFileSync('tar', ['-xzf', path, '-C', folder])
  for (const {name, bytes} of files) assert.deepEqual(readFileSync(join(folder, name)), Buffer.from(bytes))
  assert.equal(statSync(join(folder, 'program')).mode & 0o777, 0o755)
  assert.equal(execFileSync(join(folder, 'program'), {encoding: 'utf8'}), 'here\n')
})

test('a zip archive gives back what was packed', () => {
  const archive = Buffer.from(zip(files))
  for (const {name, bytes} of files) assert.deepEqual(zipEntry(archive, name), Buffer.from(bytes))
  assert.equal(zipEntry(archive, 'other'), undefined)
})

test('the same files make the same archive', () => {
  assert.deepEqual(tarGz(files), tarGz(files))
  assert.deepEqual(zip(files), zip(files))
})
