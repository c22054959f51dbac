import assert from 'node:assert/strict'
import {before, test} from 'node:test'
import {completionWish} from '../../src/cli/completion-wish.ts'
import type {Program} from '../../src/cli/program.ts'
import {commandList} from '../../src/commands/command-list.ts'
import {commandManifest} from '../runtime/command-manifest.ts'

let manifest: Program['manifest'] = {}
before(async () => {
  manifest = await commandManifest(commandList)
})

/** A command line whose last word is being typed; what is wished for, in short. */
const wishes: Readonly<Record<string, readonly [line: string, wish: string]>> = {
  'the values of a flag with options': ['decode -o ', 'text json yaml name dockerconfig'],
  'a flag that was given before the command': ['-n shop decode -o d', 'text json yaml name dockerconfig'],
  'the formats of a report': ['doctor -o ', 'text wide json yaml name markdown html sarif junit mermaid'],
  'names of the cluster behind a flag': ['doctor -n ', 'namespace'],
  'names of the kubeconfig behind a flag': ['doctor --context ', 'context'],
  'the part behind an equals sign': ['doctor --namespace=sh', 'namespace'],
  'files where a flag takes one': ['doctor -f ', 'files'],
  'files behind an equals sign': ['create x --certificate-authority=/etc/', 'files'],
  'nothing where a flag takes what nobody can know': ['create x --username ', 'nothing'],
  'nothing behind a flag that is not known': ['doctor --nonsense ', 'nothing'],
  'nothing where all arguments are given': ['create regcred ', 'nothing'],
  'the Secret that verify is for': ['verify ', 'pull-secret'],
  'one more Secret': ['verify regcred ', 'pull-secret'],
  'the Secret before the workload': ['attach ', 'pull-secret'],
  'the workload after the Secret': ['attach regcred ', 'workload'],
  'one more workload': ['attach regcred deploy/web ', 'workload'],
  'a workload after flags and their values': ['doctor -n shop --no-probe ', 'workload'],
  'an argument after two dashes': ['doctor -- --', 'workload'],
  'the cause': ['explain ', 'cause'],
  'nothing where help is asked for': ['doctor --help ', 'nothing'],
  'the commands of a group behind help': [
    'help generate ',
    'admission-policy credential-provider external-secret node-config role rotation workload-identity',
  ],
  'nothing behind help for a command': ['help doctor ', ''],
  'the part behind an equals sign after a letter': [
    'doctor -o=j',
    'text wide json yaml name markdown html sarif junit mermaid',
  ],
  'nothing behind an equals sign after a letter that is no flag': ['doctor -x=', 'nothing'],
  'the command whose rights are printed': ['generate role ', 'role-command'],
  'a ServiceAccount with its namespace': ['generate role doctor --service-account ', 'service-account-of-namespace'],
  'nothing for the user that rights are bound to': ['generate role doctor --user ', 'nothing'],
  'a user of the kubeconfig': ['doctor --user ', 'user'],
}

for (const [name, [line, expected]] of Object.entries(wishes)) {
  test(`completes ${name}`, () => {
    const {wish} = completionWish(line.split(' '), manifest)
    const shown =
      wish.kind === 'offers'
        ? wish.offers.map(({value}) => value).join(' ')
        : wish.kind === 'names'
          ? wish.names
          : wish.kind
    assert.equal(shown, expected)
  })
}

test('offers every command by its first word, with its summary', () => {
  const {wish} = completionWish([''], manifest)
  assert.ok(wish.kind === 'offers')
  assert.deepEqual(
    wish.offers.map(({value}) => value),
    [...new Set(Object.keys(commandList).map((id) => id.split(':')[0]))],
  )
  for (const {value, description} of wish.offers) assert.equal(description, manifest[value]?.summary)
})

test('offers the commands of a group', () => {
  const {wish} = completionWish(['generate', ''], manifest)
  assert.ok(wish.kind === 'offers')
  assert.ok(wish.offers.some(({value}) => value === 'external-secret'))
})

test('offers a flag once, unless it can be repeated', () => {
  const offered = (line: string) => {
    const {wish} = completionWish(line.split(' '), manifest)
    return wish.kind === 'offers' ? wish.offers.map(({value}) => value) : []
  }
  assert.ok(offered('doctor --').includes('--namespace'))
  assert.ok(!offered('doctor -n shop --').includes('--namespace'))
  assert.ok(offered('doctor -f a.yaml --').includes('--filename'))
})

test('offers the short form of a flag beside the long one', () => {
  const {wish} = completionWish(['doctor', '-'], manifest)
  assert.ok(wish.kind === 'offers')
  const offered = wish.offers.map(({value}) => value)
  assert.deepEqual(offered.slice(0, 4), ['--namespace', '-n', '--all-namespaces', '-A'])
  assert.deepEqual(offered.slice(-2), ['--help', '-h'])
})

test('takes the user that rights are bound to for no user of the kubeconfig', () => {
  const {flags} = completionWish(['generate', 'role', 'doctor', '--user', 'alice', '--service-account', ''], manifest)
  assert.equal(flags.has('user'), false)
})

test('keeps the flags that say which cluster is asked', () => {
  const {flags, typed} = completionWish('verify -n shop --context=lab reg'.split(' '), manifest)
  assert.deepEqual([flags.get('namespace'), flags.get('context'), typed], ['shop', 'lab', 'reg'])
})

/** Free text, that nobody but the user can know. A flag that is new is either completed or stands here. */
const unknowable = new Set([
  ...['as', 'as-group', 'selector', 'namespace-selector', 'request-timeout', 'registry-timeout', 'probe-timeout'],
  ...['server', 'registry', 'username', 'password', 'email', 'set', 'set-env', 'from-helper', 'helper', 'proxy'],
  ...['image', 'match', 'name', 'message', 'schedule', 'identity', 'remote-key', 'store-name'],
  'generate:role --user',
  ...['if-older-than', 'if-expires-within', 'from-nodes', 'max-pods', 'pull-timeout', 'group', 'platform'],
])

test('every flag of every command is completed, or known to be free text', () => {
  const open = Object.values(manifest).flatMap(({id, flags}) =>
    Object.values(flags)
      .filter((flag) => flag.type === 'option' && !flag.hidden)
      .filter(({name}) => !unknowable.has(name) && !unknowable.has(`${id} --${name}`))
      .filter(({name}) => completionWish([...id.split(':'), `--${name}=`], manifest).wish.kind === 'nothing')
      .map(({name}) => `${id} --${name}`),
  )
  assert.deepEqual(open, [])
})
