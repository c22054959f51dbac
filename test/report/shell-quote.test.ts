import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {test} from 'node:test'
import {shellLine} from '../../src/report/shell-quote.ts'

const lines: Readonly<Record<string, readonly [readonly string[], string]>> = {
  'words that need no quotes': [
    ['kubectl', 'get', 'secret', '-n', 'shop', '--output=json', 'ghcr.io/team/app:1', 'a,b', '50%', 'x@y+z'],
    'kubectl get secret -n shop --output=json ghcr.io/team/app:1 a,b 50% x@y+z',
  ],
  'the "$" of a robot': [['--username', 'robot$shop+ci'], "--username 'robot$shop+ci'"],
  'an empty word': [['echo', ''], "echo ''"],
  'a blank': [['echo', 'a b'], "echo 'a b'"],
  'a single quote': [['echo', "it's"], String.raw`echo 'it'\''s'`],
  JSON: [['-p', '{"a":["b"]}'], `-p '{"a":["b"]}'`],
  'an exclamation mark, which some shells look up in the history': [['echo', 'a!b'], "echo 'a!b'"],
  'a tilde, a glob and braces': [['echo', '~', '*', '{a,b}', 'a=~'], "echo '~' '*' '{a,b}' 'a=~'"],
  'an equals sign in front, which zsh expands': [['echo', '=ls'], "echo '=ls'"],
  'a comment': [['echo', '#', 'a#b'], "echo '#' 'a#b'"],
  'an assignment where the command stands': [['A=b', 'A=b'], "'A=b' A=b"],
  'a reserved word where the command stands': [['if', 'if'], "'if' if"],
  'a line break inside': [['echo', 'a\nb'], String.raw`echo "$(printf 'a\012b')"`],
  'an escape sequence': [['echo', '\u001B[31m'], String.raw`echo "$(printf '\033[31m')"`],
  'text turned around': [['echo', 'a\u202Eb'], String.raw`echo "$(printf 'a\342\200\256b')"`],
  nothing: [[], ''],
}
for (const [name, [argv, line]] of Object.entries(lines)) {
  test(`writes for a shell: ${name}`, () => assert.equal(shellLine(argv), line))
}

const hostile = [
  ...Array.from({length: 127}, (_, index) => `a${String.fromCharCode(index + 1)}b`),
  ...Array.from({length: 127}, (_, index) => String.fromCharCode(index + 1)),
  '',
  '-n',
  '-\u001B',
  '--',
  "''",
  "'; exit 7; '",
  '$(exit 7)',
  '`exit 7`',
  '\\',
  '\\\\n',
  '%s%d\u0007%n',
  'a\n\n',
  '\n',
  "'\n'",
  '\u0085\u009B31m',
  'grüße 漢字 👩‍💻',
  '\u202E\u2066\uFEFF',
  `${'x'.repeat(9000)}'`,
]

test('a shell reads back every argument as it was', {skip: process.platform === 'win32'}, () => {
  const script = `${shellLine([process.execPath, '-p', 'JSON.stringify(process.argv.slice(1))', '--', ...hostile])}`
  const output = execFileSync('sh', ['-c', script], {encoding: 'utf8'})
  assert.deepEqual(JSON.parse(output), hostile)
})

test('a shell runs nothing but the command, whatever its name', {skip: process.platform === 'win32'}, () => {
  for (const name of ['A=b', 'if', '!', '{', 'a;b', '$(exit 7)', '']) {
    const script = `( ${shellLine([name])} ) 2>&1; echo "$?"`
    assert.match(execFileSync('sh', ['-c', script], {encoding: 'utf8'}), /\n12[67]\n$/, name)
  }
})

test('a line holds nothing that acts while it is pasted, save a line break at the end of an argument', () => {
  for (const word of hostile) assert.doesNotMatch(shellLine(['echo', word.replace(/\n+$/, '')]), /[\p{C}\p{Zl}\p{Zp}]/u)
})

test('NUL, which no argument can hold, is left out', () => assert.equal(shellLine(['echo', 'a\0b']), "echo 'ab'"))
