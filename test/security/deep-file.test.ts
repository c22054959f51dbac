import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, test} from 'node:test'
import {cli} from '../cli/run-cli.ts'
import {aPullSecret} from '../commands/object.ts'

// Files that are as deep or as large as nothing of a cluster is, given to the program itself, whose stack and memory are
// those of a user.

const folder = mkdtempSync(join(tmpdir(), 'imagecreds-deep-'))
after(() => rmSync(folder, {recursive: true}))

const depth = 10_000
const nested = (open: string, close: string, middle = '1') => open.repeat(depth) + middle + close.repeat(depth)
const pod = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"n"},"spec":'
const config = `{"auths":{"ghcr.io":{"auth":"YTpi","x":${nested('[', ']')}}}}`
const entries = Array.from({length: 20_000}, (_, at) => [`host-${at}.example.test`, {username: 'u', password: 'p'}])
const files: Readonly<Record<string, string>> = {
  'objects in a Pod': `${pod}${nested('{"a":', '}')}}`,
  'lists alone': nested('[', ']'),
  'a flow of YAML': `kind: Pod\nspec: ${nested('[', ']')}`,
  'a block of YAML': `${'- '.repeat(depth)}a`,
  'lines of YAML': Array.from({length: 2000}, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
  'a Secret of a deep docker config': JSON.stringify(aPullSecret('s', config)),
  'a deep docker config': config,
  'values in values': `a: ${nested('{a: ', '}')}\nimageCredentials: []\n`,
  'a path through values': `imageCredentials:\n- {name: a, registry: h.test, username: u, accessToken: '{{ .Values${'.a'.repeat(depth)} }}'}\n`,
  'a Secret of 10 MB': JSON.stringify(aPullSecret('s', {'ghcr.io': {username: 'u', password: 'p'.repeat(10_000_000)}})),
  'a Secret of many entries': JSON.stringify(aPullSecret('s', JSON.stringify({auths: Object.fromEntries(entries)}))),
}

const commands = [
  'decode -f FILE',
  'doctor --no-probe -f FILE',
  'create -n n -f FILE --dry-run=client --no-verify -o name',
  'create x -n n --from-docker-config=FILE --dry-run=client --no-verify -o name',
]

for (const [sentence, text] of Object.entries(files)) {
  test(`a file of ${sentence} is read or refused by each command, and brings none down`, async () => {
    const file = join(folder, sentence.replaceAll(' ', '-'))
    writeFileSync(file, text)
    for (const command of commands) {
      const run = await cli(command.replace('FILE', file))
      assert.ok(
        run.exitCode === 0 || run.exitCode === 1 || run.exitCode === 2,
        `${command}: ${run.exitCode} ${run.stderr}`,
      )
      assert.doesNotMatch(run.stderr, /RangeError|call stack|heap|RESOURCE_EXHAUSTION/)
    }
  })
}
