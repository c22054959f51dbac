import assert from 'node:assert/strict'
import {test} from 'node:test'
import {type Call, findCommand} from '../../src/cli/find-command.ts'
import type {Program} from '../../src/cli/program.ts'

const manifest = {
  create: aCommand('create'),
  doctor: aCommand('doctor'),
  'generate:kyverno-policy': aCommand('generate:kyverno-policy'),
}

const calls: readonly [sentence: string, line: string, call: Call][] = [
  ['nothing asks for help', '', {kind: 'help'}],
  ['so does the help flag', '--help', {kind: 'help'}],
  ['and the word', 'help', {kind: 'help'}],
  ['the version is a flag or a word', '--version', {kind: 'version'}],
  ['of either spelling', 'version', {kind: 'version'}],
  ['help on a command by the word', 'help doctor', {kind: 'help', id: 'doctor'}],
  ['by the flag behind it', 'doctor -h', {kind: 'help', id: 'doctor'}],
  ['by the flag before it', '-h doctor', {kind: 'help', id: 'doctor'}],
  ['help whatever else is wrong', 'doctor --foo -n --help', {kind: 'help', id: 'doctor'}],
  ['but not behind the double dash', 'doctor -- -h', {kind: 'command', id: 'doctor', argv: ['--', '-h']}],
  ['a command with its arguments', 'doctor pod/x -A', {kind: 'command', id: 'doctor', argv: ['pod/x', '-A']}],
  [
    'flags before the command go to it',
    '-n shop doctor -A',
    {kind: 'command', id: 'doctor', argv: ['-n', 'shop', '-A']},
  ],
  [
    'also with an attached value',
    '--namespace=shop doctor',
    {kind: 'command', id: 'doctor', argv: ['--namespace=shop']},
  ],
  ['a boolean before it takes no word', '-A doctor', {kind: 'command', id: 'doctor', argv: ['-A']}],
  ['an argument may be called as a command', 'create doctor', {kind: 'command', id: 'create', argv: ['doctor']}],
  [
    'a command of two words',
    'generate kyverno-policy x',
    {kind: 'command', id: 'generate:kyverno-policy', argv: ['x']},
  ],
  [
    'with a flag between them',
    'generate -A kyverno-policy',
    {kind: 'command', id: 'generate:kyverno-policy', argv: ['-A']},
  ],
  ['a group without its second word is explained', 'generate', {kind: 'help', id: 'generate'}],
  ['a group is in the help', 'help generate', {kind: 'help', id: 'generate'}],
  [
    'a misspelt command',
    'docter',
    {kind: 'fault', fault: 'unknown command "docter" for "kubectl imagecreds"', nearest: 'doctor'},
  ],
  ['a word like no command', 'apply', {kind: 'fault', fault: 'unknown command "apply" for "kubectl imagecreds"'}],
  [
    'a name of every object is no command',
    'constructor',
    {kind: 'fault', fault: 'unknown command "constructor" for "kubectl imagecreds"'},
  ],
  [
    'help on an unknown command',
    'help apply',
    {kind: 'fault', fault: 'unknown command "apply" for "kubectl imagecreds"'},
  ],
  ['flags without a command', '-n doctor', {kind: 'fault', fault: 'no command given'}],
]

for (const [sentence, line, call] of calls) {
  test(`${sentence}: ${line}`, () => assert.deepEqual(findCommand(line.split(' ').filter(Boolean), manifest), call))
}

function aCommand(id: string): Program['manifest'][string] {
  return {
    id,
    aliases: [],
    hiddenAliases: [],
    hidden: false,
    args: {},
    flags: {
      namespace: {name: 'namespace', char: 'n', type: 'option'},
      'all-namespaces': {name: 'all-namespaces', char: 'A', type: 'boolean', allowNo: false},
    },
  }
}
