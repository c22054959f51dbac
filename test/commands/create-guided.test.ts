import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {inTerminal} from '../cli/pseudo-terminal.ts'
import {cli, shellInvocation} from '../cli/run-cli.ts'
import {alice} from '../sandbox/registry/sandbox-user.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({registries: ['BASIC']})
after(() => sandbox.close())

const host = sandbox.hostOf('BASIC')
const create = `${shellInvocation} create`
const login = [
  {after: 'Registry, such as ghcr.io: ', type: `${host}\n`},
  {after: 'User name: ', type: 'alice\n'},
]
const stored = (name: string) => sandbox.api.find('v1', 'Secret', name, 'shop')

describe('create without arguments at a terminal', {concurrency: 3}, () => {
  test('asks for what it needs, tries the login, stores it, and says how to do the same without questions', async () => {
    const {screen, exitCode} = await inTerminal(
      create,
      [
        ...login,
        {after: 'context): ', type: 'shop\n'},
        {after: '[regcred]: ', type: 'Not_A_Name\n'},
        {after: '[regcred]: ', type: 'asked\n'},
        {after: 'none): ', type: '\n'},
        {after: ': ', type: `${alice.password}\n`},
      ],
      sandbox.env,
    )
    assert.equal(exitCode, 0, screen)
    assert.match(screen, /"Not_A_Name" cannot be the name of a Secret/)
    assert.ok(
      screen.includes(`kubectl imagecreds create asked -n shop --server ${host} --username alice --password-stdin`),
    )
    assert.ok(!screen.includes(alice.password))
    assert.ok(stored('asked'))
  })

  test('stores nothing of a login that is refused', async () => {
    const {exitCode} = await inTerminal(
      create,
      [
        ...login,
        {after: 'context): ', type: '\n'},
        {after: '[regcred]: ', type: 'refused\n'},
        {after: 'none): ', type: '\n'},
        {after: ': ', type: 'p-wrong\n'},
      ],
      sandbox.env,
    )
    assert.notEqual(exitCode, 0)
    assert.equal(stored('refused'), undefined)
  })

  test('asks again for what no registry, no user name and no ServiceAccount can be, and attaches to one that can', async () => {
    const {screen, exitCode} = await inTerminal(
      create,
      [
        {after: 'Registry, such as ghcr.io: ', type: `https://${host}\n`},
        {after: 'Registry, such as ghcr.io: ', type: `${host}\n`},
        {after: 'User name: ', type: 'al:ice\n'},
        {after: 'User name: ', type: 'alice\n'},
        {after: 'context): ', type: '\n'},
        {after: '[regcred]: ', type: 'attached\n'},
        {after: 'none): ', type: 'pod/web-0\n'},
        {after: 'none): ', type: 'default\n'},
        {after: ': ', type: `${alice.password}\n`},
      ],
      sandbox.env,
    )
    assert.equal(exitCode, 0, screen)
    assert.match(screen, /\nthe registry has a scheme; .*\nWrite the registry 127\.0\.0\.1:\d+\n/)
    assert.match(screen, /the user name holds a colon/)
    assert.match(screen, /create attached .* --username alice --attach default --password-stdin/)
    const account = sandbox.api.find('v1', 'ServiceAccount', 'default', 'shop')
    assert.deepEqual(account?.['imagePullSecrets'], [{name: 'attached'}])
  })

  test('stores nothing where the terminal ends in the middle', async () => {
    const {exitCode} = await inTerminal(create, [...login, {after: 'context): ', type: '\u0004'}], sandbox.env)
    assert.equal(exitCode, 130)
    assert.equal(stored('regcred'), undefined)
  })

  test('leaves nothing at Ctrl-C', async () => {
    const {exitCode} = await inTerminal(create, [...login, {after: 'context): ', type: '\u0003'}], sandbox.env)
    assert.equal(exitCode, 130)
    assert.equal(stored('regcred'), undefined)
  })

  test('is wrong usage where nobody is there to ask', async () => {
    const {exitCode, stdout} = await cli('create', {env: sandbox.env})
    assert.equal(exitCode, 2)
    assert.equal(stdout, '')
  })
})
