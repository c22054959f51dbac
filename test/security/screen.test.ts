import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parse} from 'yaml'
import {printable} from '../../src/report/printable.ts'
import {structuredText} from '../../src/report/structured-text.ts'
import {cli} from '../cli/run-cli.ts'

/** What terminals act on: CSI, OSC and C1; what turns or hides text: directions, zero width, tags, fillers, surrogates. */
const evil =
  'a\u001b]0;owned\u0007\u009b31m\u202ebdc\u200b\u2066x\u2028y\u0085z\u007f\ufeff\u00ad\u{e0041}\u061c\u180e\u3164\u115f\ud800'

const inert = /[^\P{C}\n]|[\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u

const image = `registry.example.test/team/app:${evil}`
const says = `Failed to pull image "${image}": rpc error: code = Unknown desc = ${evil} unauthorized: ${evil}`
const owners = [{kind: `K${evil}`, name: `o${evil}`, controller: true}]
const auths = {
  [`k${evil}`]: {username: `u${evil}`, password: `p${evil}`},
  'registry.example.test': {username: `u${evil}`, password: `p${evil}`, [evil]: evil},
}
const items = [
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name: `p${evil}`, namespace: `n${evil}`, ownerReferences: owners},
    spec: {
      nodeName: `node${evil}`,
      serviceAccountName: `sa${evil}`,
      containers: [{name: `c${evil}`, image}],
      imagePullSecrets: [{name: `s${evil}`}, {name: `gone${evil}`}],
    },
    status: {containerStatuses: [{name: `c${evil}`, state: {waiting: {reason: 'ErrImagePull', message: says}}}]},
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {name: `s${evil}`, namespace: `n${evil}`, ownerReferences: owners},
    type: 'kubernetes.io/dockerconfigjson',
    data: {'.dockerconfigjson': Buffer.from(JSON.stringify({auths, [evil]: 1})).toString('base64')},
  },
]
const list = JSON.stringify({apiVersion: 'v1', kind: 'List', items})

for (const format of ['text', 'json', 'yaml']) {
  for (const command of ['doctor --no-probe -f -', 'decode -f -', 'decode --show-password -f -']) {
    test(`${command} -o ${format} shows all of a hostile object and has no terminal act on it`, async () => {
      const {stdout, stderr} = await cli([...command.split(' '), '-o', format], {stdin: list})
      assert.ok(stdout.length > 500)
      assert.doesNotMatch(stdout + stderr, format === 'text' ? inert : /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u)
    })
  }
}

test('explain shows a hostile message and has no terminal act on it', async () => {
  const {stdout, stderr} = await cli(['explain', '--message', says.toWellFormed()])
  assert.doesNotMatch(stdout + stderr, inert)
})

test('an error that quotes a hostile argument has no terminal act on it', async () => {
  for (const argv of [[evil], ['doctor', evil], ['doctor', '-f', evil], ['explain', evil], [`--${evil}`]]) {
    const {stdout, stderr, exitCode} = await cli(argv.map((word) => word.toWellFormed()))
    assert.doesNotMatch(stdout + stderr, inert)
    assert.equal(exitCode, 2)
  }
})

test('what is escaped in JSON and YAML is the same value to a parser, keys included', async () => {
  const value = {[evil]: evil, list: [evil, {deep: `${evil}\n${evil}`}], plain: 'a: b', 'and a \u0085key': ''}
  assert.deepEqual(JSON.parse(await structuredText(value, 'json')), value)
  assert.deepEqual(parse(await structuredText(value, 'yaml')), value)
})

test('a filler that shows as nothing is shown', () => {
  assert.equal(printable('a\u3164b\u115fc'), 'a\\u3164b\\u115fc')
})
