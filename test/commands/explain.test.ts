import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {parse} from 'yaml'
import {catalogue} from '../../src/doctor/diagnoses/catalogue.ts'
import {secretMissing} from '../../src/doctor/diagnoses/secret-missing.ts'
import {cli} from '../cli/run-cli.ts'

describe('explain', {concurrency: 2}, () => {
  test('prints the page of a cause, by its code, its name or its name in CamelCase', async () => {
    const page = await cli('explain ICR1101')
    const words = (text: string) => text.split(/\s+/).join(' ')
    const head = `ICR1101 SecretMissing (error) ${secretMissing.summary} `
    assert.equal(words(page.stdout), words(head + secretMissing.explanation))
    assert.deepEqual({...page, stdout: ''}, {stdout: '', stderr: '', exitCode: 0})
    for (const spelling of ['icr1101', 'secret-missing', 'SecretMissing']) {
      assert.deepEqual(await cli(['explain', spelling]), page)
    }
  })

  test('sets a page to the width of the terminal, and keeps commands on one line', async () => {
    const {stdout} = await cli('explain ICR1101')
    assert.ok(stdout.split('\n').every((line) => line.length <= 80 || line.startsWith('    kubectl ')))
    assert.match(
      stdout,
      /^What you see\n {2}The Pod waits in ErrImagePull or ImagePullBackOff and the registry asks for a\n {2}login\. An/m,
    )
    assert.match(stdout, /^ {4}kubectl imagecreds create NAME -n NAMESPACE --server REGISTRY --username USER$/m)
  })

  test('without an argument lists every cause, one a line', async () => {
    const {stdout, exitCode} = await cli('explain')
    const codes = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0])
    assert.deepEqual(
      codes,
      catalogue.map(({code}) => code),
    )
    assert.equal(exitCode, 0)
  })

  test('writes the same as JSON and YAML', async () => {
    const json = JSON.parse((await cli('explain secret-missing -o json')).stdout)
    const {code, cause, severity, summary, explanation} = secretMissing
    const kind = {apiVersion: 'imagecreds/v1', kind: 'Explanation'}
    assert.deepEqual(json, {...kind, code, name: 'SecretMissing', cause, severity, summary, explanation})
    assert.deepEqual(parse((await cli('explain secret-missing -oyaml')).stdout), json)
    assert.equal(JSON.parse((await cli('explain -o json')).stdout).items.length, catalogue.length)
  })

  test('names the nearest cause for a word that is none', async () => {
    const stderr = [
      'error: no cause is called "secret-mising"',
      'The nearest one is "secret-missing".',
      "See 'kubectl imagecreds explain' for all of them.",
      '',
    ].join('\n')
    assert.deepEqual(await cli('explain secret-mising'), {stdout: '', stderr, exitCode: 2})
  })

  test('points to the list for a word that is near none', async () => {
    const stderr = `error: no cause is called "coffee"\nSee 'kubectl imagecreds explain' for all of them.\n`
    assert.deepEqual(await cli(['explain', 'coffee']), {stdout: '', stderr, exitCode: 2})
  })

  test('takes no message for a cause, and does not repeat it', async () => {
    const stderr = [
      'error: a cause is named by one word, its code or its name',
      "A message is read with: kubectl imagecreds explain --message 'TEXT'",
      "See 'kubectl imagecreds explain' for all of them.",
      '',
    ].join('\n')
    assert.deepEqual(await cli(['explain', 'Get "https://ci:hunter2@ghcr.io/": EOF']), {
      stdout: '',
      stderr,
      exitCode: 2,
    })
  })
})
