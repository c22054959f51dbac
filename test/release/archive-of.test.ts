import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {gunzipSync} from 'node:zlib'
import {parse} from 'yaml'
import {archiveOf} from './archive-of.ts'
import {platforms} from './platform.ts'

const {spec} = parse(readFileSync(join(import.meta.dirname, '../../krew-manifest.yaml'), 'utf8'))

for (const [index, platform] of platforms.entries()) {
  const {os, arch} = platform
  test(`the archive for ${os} ${arch} holds what krew is told to install, and nothing else`, () => {
    const archive = Buffer.from(archiveOf(platform, Buffer.from('program')))
    const names = spec.platforms[index].files.map(({from}: {readonly from: string}) => from)
    assert.deepEqual(os === 'windows' ? zipNames(archive) : tarNames(archive), names)
  })
}

function tarNames(archive: Buffer): readonly string[] {
  return execFileSync('tar', ['-t'], {input: gunzipSync(archive), encoding: 'utf8'})
    .trim()
    .split('\n')
}

/** Out of the directory at the end of the archive, each entry of which begins with its own letters. */
function zipNames(archive: Buffer): readonly string[] {
  const directory = archive.subarray(archive.readUInt32LE(archive.length - 6))
  const names: string[] = []
  for (let at = 0; directory.readUInt32LE(at) === 0x02014b50; ) {
    const length = directory.readUInt16LE(at + 28)
    names.push(directory.toString('latin1', at + 46, at + 46 + length))
    at += 46 + length
  }
  return names
}
