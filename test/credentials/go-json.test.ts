import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {type GoJson, parseGoJson} from '../../src/credentials/go-json.ts'

describe('what Go says of a broken JSON text', () => {
  const faults: Readonly<Record<string, string>> = {
    '': 'unexpected end of JSON input',
    ' \t\r\n': 'unexpected end of JSON input',
    '{': 'unexpected end of JSON input',
    '{"a"': 'unexpected end of JSON input',
    '{"a":': 'unexpected end of JSON input',
    '{"a":1': 'unexpected end of JSON input',
    '[1,': 'unexpected end of JSON input',
    '"a': 'unexpected end of JSON input',
    '{,}': "invalid character ',' looking for beginning of object key string",
    '{"a":1,}': "invalid character '}' looking for beginning of object key string",
    '{a:1}': "invalid character 'a' looking for beginning of object key string",
    '{"a" 1}': "invalid character '1' after object key",
    '{"a":1 "b"}': "invalid character '\"' after object key:value pair",
    '{"a":01}': "invalid character '1' after object key:value pair",
    '[1 2]': "invalid character '2' after array element",
    '[,]': "invalid character ',' looking for beginning of value",
    '[1,]': "invalid character ']' looking for beginning of value",
    '{}x': "invalid character 'x' after top-level value",
    '{} \n {}': "invalid character '{' after top-level value",
    "{'a':1}": "invalid character '\\'' looking for beginning of object key string",
    tru: "invalid character ' ' in literal true (expecting 'e')",
    trUe: "invalid character 'U' in literal true (expecting 'u')",
    nul1: "invalid character '1' in literal null (expecting 'l')",
    'fal"': "invalid character '\"' in literal false (expecting 's')",
    '-': "invalid character ' ' in numeric literal",
    '-a': "invalid character 'a' in numeric literal",
    '1.': "invalid character ' ' after decimal point in numeric literal",
    '1.e1': "invalid character 'e' after decimal point in numeric literal",
    '1e': "invalid character ' ' in exponent of numeric literal",
    '1e+': "invalid character ' ' in exponent of numeric literal",
    '"\\x"': "invalid character 'x' in string escape code",
    '"\\': "invalid character ' ' in string escape code",
    '"\\u12g4"': "invalid character 'g' in \\u hexadecimal character escape",
    '"a\nb"': "invalid character '\\n' in string literal",
    '"\u0000"': "invalid character '\\x00' in string literal",
    '\u0007': "invalid character '\\a' looking for beginning of value",
    '\u001b[200~': "invalid character '\\x1b' looking for beginning of value",
    '\\': "invalid character '\\\\' looking for beginning of value",
    '\u007f': "invalid character '\\x7f' looking for beginning of value",
    '\ufeff{}': "invalid character 'ï' looking for beginning of value",
    é: "invalid character 'Ã' looking for beginning of value",
    ҁ: "invalid character 'Ò' looking for beginning of value",
    '{{ .Values.x }}': "invalid character '{' looking for beginning of object key string",
    '<no value>': "invalid character '<' looking for beginning of value",
  }
  for (const [text, fault] of Object.entries(faults)) {
    test(JSON.stringify(text), () => {
      const parsed = parseGoJson(Buffer.from(text))
      assert.equal(parsed.kind === 'fault' ? parsed.fault : 'none', fault)
    })
  }

  test('a byte that is no character by itself is quoted by its number', () => {
    assert.deepEqual(parseGoJson(Buffer.from([0x80])), {
      kind: 'fault',
      fault: "invalid character '\\u0080' looking for beginning of value",
      at: 0,
    })
  })

  test('the offset is that of the byte, also behind characters of several', () => {
    const parsed = parseGoJson(Buffer.from('{"é": x}'))
    assert.equal(parsed.kind === 'fault' ? parsed.at : -1, 7)
  })
})

describe('what Go reads in a string', () => {
  const texts: Readonly<Record<string, string>> = {
    '"a\\/b"': 'a/b',
    '"\\"\\\\\\b\\f\\n\\r\\t"': '"\\\b\f\n\r\t',
    '"\\u00e9\\u0000"': 'é\u0000',
    '"\\ud83d\\udc33"': '🐳',
    '"\\ud83d"': '\ufffd',
    '"\\udc33\\ud83d"': '\ufffd\ufffd',
    '"\\ud83d\\ud83d\\udc33"': '\ufffd🐳',
    '"\\ud83dx\\udc33"': '\ufffdx\ufffd',
    '"\u2028\u007f"': '\u2028\u007f',
  }
  for (const [text, expected] of Object.entries(texts)) {
    test(text, () => assert.equal(stringOf(parse(text)), expected))
  }

  test('each byte that is no UTF-8 becomes one U+FFFD, and takes nothing with it', () => {
    const bytes = Buffer.concat([Buffer.from('"'), Buffer.from([0xff, 0xe2, 0x82, 0x5c, 0x6e, 0xc3]), Buffer.from('"')])
    const parsed = parseGoJson(bytes)
    assert.equal(parsed.kind === 'value' && stringOf(parsed.value), '\ufffd\ufffd\ufffd\n\ufffd')
  })
})

test('a name that occurs twice is there twice, in the order of the text', () => {
  const value = parse('{"a": 1, "b": {}, "a": null}')
  assert.deepEqual(value.kind === 'object' && value.members.map((member) => [member.name, member.value.kind]), [
    ['a', 'number'],
    ['b', 'object'],
    ['a', 'null'],
  ])
})

test('offsets cut each member out of the text as it is written', () => {
  const text = ' { "a" : [1, {"x": "]"}] ,"é": "b" } '
  const value = parse(text)
  assert.deepEqual(
    value.kind === 'object' && value.members.map((member) => slice(text, member.start, member.value.end)),
    ['"a" : [1, {"x": "]"}]', '"é": "b"'],
  )
  assert.equal(slice(text, value.start, value.end), text.trim())
})

test('10,000 levels are read and the next is refused', () => {
  const nested = (depth: number) => parseGoJson(Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`))
  assert.equal(nested(10_000).kind, 'value')
  assert.deepEqual(nested(10_001), {kind: 'fault', fault: "invalid character '[' exceeded max depth", at: 10_000})
})

test('accepts and refuses what JSON.parse does, whatever is done to a text', () => {
  const seed = '{"auths": {"ghcr.io": {"auth": "dTpw", "n": [-1.5e+3, true, null, false]}, "\\u00e9\\n": {}}}'
  const inserts = [...' {}[]",:\\0-+.eEtfnu\n\u0001é']
  for (let at = 0; at <= seed.length; at += 1) {
    for (const insert of ['', ...inserts]) {
      for (const text of [
        seed.slice(0, at) + insert + seed.slice(at),
        seed.slice(0, at) + insert + seed.slice(at + 1),
      ]) {
        assert.equal(parseGoJson(Buffer.from(text)).kind === 'value', isJson(text), text)
      }
    }
  }
})

function parse(text: string): GoJson {
  const parsed = parseGoJson(Buffer.from(text))
  return parsed.kind === 'value' ? parsed.value : assert.fail(parsed.fault)
}

function stringOf(value: GoJson): string | undefined {
  return value.kind === 'string' ? value.text : undefined
}

function slice(text: string, start: number, end: number): string {
  return Buffer.from(text).subarray(start, end).toString('utf8')
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
