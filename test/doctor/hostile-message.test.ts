import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {parseMessage, parsePullFailure} from '../../src/doctor/parse-pull-failure.ts'

const image = 'r.example.com/team/app:1'
const refused = `failed to pull and unpack image "${image}": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized`
const absent = `failed to pull and unpack image "${image}": failed to resolve image: ${image}: not found`

describe('hostile text', () => {
  const texts: Readonly<Record<string, string>> = {
    'a megabyte of one letter': 'a'.repeat(1_000_000),
    'a megabyte of colons': ': '.repeat(500_000),
    'a megabyte of lines': 'rpc error: code = Unknown desc = x\n'.repeat(30_000),
    'nested brackets': `Failed to pull image "x": ${'['.repeat(200_000)}`,
    'nested mirrors': `Failed to pull image "x": ${'(Mirrors also failed: ['.repeat(20_000)}`,
    'nested quotes': `Failed to pull image "${'\\"'.repeat(200_000)}`,
    'quotes in quotes': Array.from({length: 12}).reduce<string>((text) => JSON.stringify(`say ${text}`), 'end'),
    'commas that open no error': `Failed to pull image "x": [${'rpc error: a, '.repeat(50_000)}]`,
    'URLs without an end': `Failed to pull image "x": Get "https://${'a/blobs/manifests/'.repeat(50_000)}`,
    blanks: `Failed to pull image "x":${' '.repeat(500_000)}x`,
    'control characters': `Failed to pull image "x": \u0000\u001b[2J\u009b31m\u202e\ufeff: not found`,
    'half a surrogate': 'Failed to pull image "x": \ud800: not found',
    'statuses in a row': `Failed to pull image "x": ${'status 404 '.repeat(50_000)}`,
  }
  for (const [sentence, text] of Object.entries(texts)) {
    test(`${sentence} is read within a second`, () => {
      const begun = performance.now()
      parseMessage(text)
      parsePullFailure('ErrImagePull', text)
      assert.ok(performance.now() - begun < 1000, `${performance.now() - begun} ms`)
    })
  }

  test('any text made of the pieces of messages is read, cut where it may be', () => {
    const pieces = [
      refused,
      absent,
      '[',
      ']',
      ', ',
      ': ',
      '"',
      '\\"',
      '\n',
      '(Mirrors also failed: [',
      '; artifact err: ',
      'err="',
    ]
    for (let seed = 1; seed <= 400; seed += 1) {
      const text = Array.from({length: 12}, (_, at) => pieces[(seed * (at + 7) * 2_654_435_761) % pieces.length]).join(
        '',
      )
      const cut = text.slice(seed % 50, text.length - (seed % 31))
      for (const failure of [parseMessage(cut), parsePullFailure('ErrImagePull', cut)]) {
        if (failure !== undefined) assert.ok(failure.parts.length > 0)
      }
    }
  })
})
