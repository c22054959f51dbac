import assert from 'node:assert/strict'
import {test} from 'node:test'
import {Config} from '@oclif/core'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {parseArguments} from '../../src/cli/parse-arguments.ts'
import type {ClusterSnapshot} from '../../src/cluster/snapshot.ts'
import {commandList} from '../../src/commands/command-list.ts'
import type {Examination} from '../../src/doctor/examine.ts'
import type {Remedy} from '../../src/doctor/finding.ts'
import {kubectlFault} from './kubectl-words.ts'
import {examineOffline, readWhole, recordings, snapshotOf, type View} from './recorded-truth.ts'

const views: readonly View[] = [
  {},
  {hides: readWhole},
  {keeps: (kind) => kind !== 'Event'},
  {keeps: (kind) => kind !== 'Secret'},
  {keeps: (kind) => kind === 'Event'},
]

/** Each remedy of each finding of each recording, with the pull it is for. */
interface Advice {
  readonly recording: string
  readonly snapshot: ClusterSnapshot
  readonly examination: Examination
  readonly remedies: readonly Remedy[]
}

const advice = views.flatMap((view) => recordings.flatMap((recording) => adviceOn(recording, view)))
const commands = advice.flatMap((each) =>
  each.remedies.flatMap((remedy, at) => (remedy.command ? [{...each, command: remedy.command, at}] : [])),
)

/** Declarations are parsed on behalf of a command; which one does not matter to ours. */
class Anybody extends BaseCommand {
  override async run(): Promise<0> {
    return 0
  }
}
const anybody = new Anybody([], new Config({root: import.meta.dirname}))

test('every command is one that kubectl or this program has, with flags that it takes', async (context) => {
  const faults = new Set<string>()
  const lines = new Map(commands.map(({command}) => [command.join(' '), command]))
  for (const [line, [kubectl, ...argv]] of lines) {
    const fault = kubectl === 'kubectl' ? await commandFault(argv) : 'is not called kubectl'
    if (fault !== undefined) faults.add(`${line}: ${fault}`)
  }
  context.diagnostic(`${lines.size} different commands`)
  assert.deepEqual([...faults], [])
})

test('every command that names a namespace names that of the Pod, but for a Secret elsewhere', () => {
  const wrong = commands.filter(({command, examination}) => {
    const namespace = valueAfter(command, '-n')
    return namespace !== undefined && namespace !== examination.pullCase.plan.pod.namespace
  })
  assert.deepEqual(wrong.map(describe), [])
})

test('a Secret is created only where there is none, or after it was deleted', () => {
  const wrong = commands.filter(({command, snapshot, examination, remedies, at}) => {
    const name = createdBy(command)
    if (name === undefined || command.includes('--update')) return false
    const {namespace} = examination.pullCase.plan.pod
    const isDeleted = remedies
      .slice(0, at)
      .some((remedy) => remedy.command?.slice(0, 4).join(' ') === `kubectl delete secret ${name}`)
    return snapshot.pullSecrets.found.has(`${namespace}/${name}`) && !isDeleted
  })
  assert.deepEqual(wrong.map(describe), [])
})

test('a login is put only into a Secret that is there and can take it', () => {
  const wrong = commands.filter(({command, snapshot, examination}) => {
    const name = createdBy(command)
    if (name === undefined || !command.includes('--update')) return false
    const secret = snapshot.pullSecrets.found.get(`${examination.pullCase.plan.pod.namespace}/${name}`)
    return secret?.type !== 'kubernetes.io/dockerconfigjson' || secret.owner !== undefined
  })
  assert.deepEqual(wrong.map(describe), [])
})

test('what is verified or decoded is a Secret that is there', () => {
  const wrong = commands.filter(({command, snapshot, examination}) => {
    if (command[1] !== 'imagecreds' || (command[2] !== 'verify' && command[2] !== 'decode')) return false
    const {namespace} = examination.pullCase.plan.pod
    const isUnread = examination.pullCase.pullSecrets.some(
      ({name, secret}) => name === command[3] && secret.kind !== 'value',
    )
    return !isUnread && !snapshot.pullSecrets.found.has(`${namespace}/${command[3]}`)
  })
  assert.deepEqual(wrong.map(describe), [])
})

test('no step asks a Pod to be made anew by deleting one that nobody makes again', () => {
  const wrong = commands.filter(
    ({command, examination}) =>
      command[1] === 'delete' && command[2] === 'pod' && examination.pullCase.plan.pod.owner === undefined,
  )
  assert.deepEqual(wrong.map(describe), [])
})

test('every step is an imperative sentence, and no command holds a password or what cannot be typed', () => {
  for (const {remedies} of advice) {
    for (const {step, command = []} of remedies) {
      assert.match(step, /^[A-Z].*\.$/s)
      assert.ok(
        command.every((word) => word !== '' && !word.includes('undefined')),
        command.join(' '),
      )
      assert.ok(!command.includes('--password'), command.join(' '))
    }
  }
})

test('a planted command that does not exist is found', async () => {
  assert.match((await commandFault(['imagecreds', 'mend', 'regcred'])) ?? '', /mend/)
  assert.match((await commandFault(['imagecreds', 'verify', 'regcred', '--loudly'])) ?? '', /loudly/)
  assert.match((await commandFault(['get', 'pods', '--loudly'])) ?? '', /loudly/)
  assert.match((await commandFault(['mend', 'pods'])) ?? '', /mend/)
  assert.match((await commandFault(['set', 'image', 'deployment/web'])) ?? '', /takes no 1/)
})

function adviceOn(recording: string, view: View): readonly Advice[] {
  const snapshot = snapshotOf(recording, view)
  return examineOffline(snapshot).flatMap((examination) => {
    const {causes, remarks, superseded} = examination
    return [...causes, ...remarks, ...superseded].map(({finding}) => {
      return {recording, snapshot, examination, remedies: finding.remedies}
    })
  })
}

async function commandFault(argv: readonly string[]): Promise<string | undefined> {
  if (argv[0] !== 'imagecreds') return kubectlFault(argv)
  const load = commandList[argv[1] ?? '']
  if (load === undefined) return `imagecreds has no command ${argv[1]}`
  const {flags, args} = await load()
  try {
    const read = await parseArguments(argv.slice(2), {flags, args}, anybody)
    return 'fault' in read ? read.fault : undefined
  } catch (error) {
    return String(error)
  }
}

function createdBy(command: readonly string[]): string | undefined {
  return command[1] === 'imagecreds' && command[2] === 'create' ? command[3] : undefined
}

function valueAfter(command: readonly string[], flag: string): string | undefined {
  const at = command.indexOf(flag)
  return at < 0 ? undefined : command[at + 1]
}

function describe({recording, command}: {readonly recording: string; readonly command: readonly string[]}): string {
  return `${recording}: ${command.join(' ')}`
}
