import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {bunVersion, thisPlatform} from './platform.ts'
import {smokeTest} from './smoke-test.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'imagecreds-smoke-'))
after(() => rmSync(folder, {recursive: true}))

test('the executable for this machine passes what a release is held to on each system', async () => {
  const program = join(root, 'release', thisPlatform().executable)
  const completer = join(folder, 'kubectl_complete-imagecreds')
  symlinkSync(program, completer)
  await smokeTest({program: [program], completer: [completer], place: new RegExp(`, Bun ${bunVersion}\\)`)})
})

test('the npm package passes it', async () => {
  const node = process.execPath
  await smokeTest({
    program: [node, join(root, 'bin/run.js')],
    completer: [node, join(root, 'bin/complete.js')],
    place: new RegExp(`, Node\\.js ${process.versions.node}\\)`),
  })
})

test('a program that says another version of its runtime does not pass, and neither does one that is none', async () => {
  const node = process.execPath
  const program = [node, join(root, 'bin/run.js')] as const
  await assert.rejects(smokeTest({program, completer: program, place: /Bun 0\.0\.1/}), assert.AssertionError)
  await assert.rejects(smokeTest({program, completer: program, place: /Node\.js/}), assert.AssertionError)
  const silent = join(folder, 'silent')
  writeFileSync(silent, '#!/bin/sh\n', {mode: 0o755})
  await assert.rejects(smokeTest({program: [silent], completer: [silent], place: /./}), assert.AssertionError)
})
