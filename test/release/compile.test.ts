import assert from 'node:assert/strict'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {test} from 'node:test'
import {bundleProgram} from '../runtime/bundle.ts'
import {compile} from './compile.ts'
import {thisPlatform} from './platform.ts'

test('two builds are the same bytes, and no path of the machine that built them is among these', async () => {
  const once = Buffer.from(await compile(await bundleProgram(), thisPlatform()))
  const again = Buffer.from(await compile(await bundleProgram(), thisPlatform()))
  assert.ok(once.equals(again))
  for (const path of [join(import.meta.dirname, '../..'), `${tmpdir()}/imagecreds-`])
    assert.ok(!once.includes(path), path)
})
