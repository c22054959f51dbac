import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type FlagShape, flagLabel, readCommandLine} from '../../src/cli/command-line.ts'

const shapes: readonly FlagShape[] = [
  {name: 'namespace', char: 'n', takesValue: true},
  {name: 'output', char: 'o', takesValue: true},
  {name: 'server', aliases: ['docker-server'], takesValue: true},
  {name: 'password', char: 'p', takesValue: true},
  {name: 'all-namespaces', char: 'A', takesValue: false},
  {name: 'watch', char: 'w', takesValue: false},
  {name: 'from', takesValue: true, valueIsOptional: true},
]

const read: readonly [sentence: string, argv: string[], words: string[], flags: Record<string, string | boolean>][] = [
  ['a value stands in the next argument', ['--namespace', 'shop'], [], {namespace: 'shop'}],
  ['or behind an equals sign', ['--namespace=shop'], [], {namespace: 'shop'}],
  ['of which the first counts', ['--namespace=a=b'], [], {namespace: 'a=b'}],
  ['and nothing behind it is the empty value', ['--namespace='], [], {namespace: ''}],
  ['a value may hold line feeds', ['--password=a\nb'], [], {password: 'a\nb'}],
  ['a short flag takes the next argument', ['-n', 'shop'], [], {namespace: 'shop'}],
  ['or what is attached', ['-nshop'], [], {namespace: 'shop'}],
  ['with or without an equals sign', ['-n=shop'], [], {namespace: 'shop'}],
  ['an equals sign alone is the value, as pflag has it', ['-n='], [], {namespace: '='}],
  [
    'short flags can be joined, the last with a value',
    ['-Awojson'],
    [],
    {'all-namespaces': true, watch: true, output: 'json'},
  ],
  ['which may be the next argument', ['-Ao', 'json'], [], {'all-namespaces': true, output: 'json'}],
  ['a boolean can be turned off', ['--watch=false', '-A=F'], [], {watch: false, 'all-namespaces': false}],
  ['and takes no argument that follows', ['-A', 'false'], ['false'], {'all-namespaces': true}],
  ['a value may look like a flag', ['--password', '-n', '-n', '--output'], [], {password: '-n', namespace: '--output'}],
  ['also the double dash', ['-p', '--', 'x'], ['x'], {password: '--'}],
  ['a value that may be left out is taken where one follows', ['--from', 'file'], [], {from: 'file'}],
  ['also a single dash', ['--from', '-'], [], {from: '-'}],
  ['and is empty before another flag', ['--from', '-w'], [], {from: '', watch: true}],
  ['or at the end', ['x', '--from'], ['x'], {from: ''}],
  ['or before the double dash', ['--from', '--', 'x'], ['x'], {from: ''}],
  ['an alias stands for its flag', ['--docker-server', 'ghcr.io'], [], {server: 'ghcr.io'}],
  ['of repeated flags the last wins in this view', ['-n', 'a', '-n', 'b'], [], {namespace: 'b'}],
  ['words and flags stand in any order', ['a', '-n', 'x', 'b'], ['a', 'b'], {namespace: 'x'}],
  ['a single dash is a word', ['-', '-f'].slice(0, 1), ['-'], {}],
  ['after the double dash all are words', ['a', '--', '-n', '--', 'b'], ['a', '-n', '--', 'b'], {}],
  ['an empty argument is a word', [''], [''], {}],
]

for (const [sentence, argv, words, flags] of read) {
  test(`${sentence}: ${argv.join(' ')}`, () => {
    const line = readCommandLine(argv, shapes)
    assert.ok('words' in line)
    assert.deepEqual(line.words, words)
    assert.deepEqual(Object.fromEntries(line.flags.map(({name, value}) => [name, value])), flags)
  })
}

test('repeated flags are kept in order, for those that take several values', () => {
  const line = readCommandLine(['-n', 'a', '-o', 'json', '--namespace=b'], shapes)
  assert.ok('flags' in line)
  assert.deepEqual(
    line.flags.map(({value}) => value),
    ['a', 'json', 'b'],
  )
})

test('an unknown flag comes with the nearest one that is known', () => {
  assert.deepEqual(readCommandLine(['--pasword=hunter2'], shapes), {
    fault: 'unknown flag: --pasword',
    nearest: '--password',
  })
})

const faults: readonly [argv: string[], fault: string][] = [
  [['--foo'], 'unknown flag: --foo'],
  [['--secret=hunter2'], 'unknown flag: --secret'],
  [['--no-watch'], 'unknown flag: --no-watch'],
  [['-x'], "unknown shorthand flag: 'x'"],
  [['-Axhunter2'], "unknown shorthand flag: 'x'"],
  [['--namespace'], 'flag needs an argument: --namespace'],
  [['-An'], "flag needs an argument: 'n' in -n"],
  [['--watch=maybe'], 'invalid argument for "-w, --watch" flag: it takes true or false'],
  [['-A='], "unknown shorthand flag: '='"],
  [['--=x'], 'bad flag syntax: --'],
  [['---x'], 'bad flag syntax: ---x'],
  [['ok', '--foo', '--bar'], 'unknown flag: --foo'],
]

for (const [argv, fault] of faults) {
  test(`${argv.join(' ')} is refused, and no value is quoted`, () => {
    assert.deepEqual(readCommandLine(argv, shapes), {fault})
  })
}

test('a flag is called by its letter and its name where it has both', () => {
  assert.equal(flagLabel({name: 'output', char: 'o'}), '-o, --output')
  assert.equal(flagLabel({name: 'server'}), '--server')
})
