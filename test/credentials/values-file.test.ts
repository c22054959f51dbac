import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {type GivenValue, valueLayers} from '../../src/credentials/value-layers.ts'
import {readValuesDocument} from '../../src/credentials/values-document.ts'
import {ValuesFault} from '../../src/credentials/values-fault.ts'
import {readValuesLogins} from '../../src/credentials/values-file.ts'

describe('the logins of a values file', () => {
  test('stand at the top and below any subchart, in the order of the file', () => {
    const logins = read(`
imageCredentials:
  - {name: one, registry: ghcr.io, username: ci, accessToken: a}
app:
  imageCredentials:
    - {name: two, namespace: shop, registry: quay.io, username: ci, password: b, email: ci@example.com}
  db:
    imageCredentials: [{registry: docker.io, username: ci, accessToken: c}]
`)
    assert.deepEqual(
      logins.map(({place, name, namespace, email, password}) => [place, name, namespace, email, password.reveal()]),
      [
        ['file "v" line 3: imageCredentials[0]', 'one', undefined, undefined, 'a'],
        ['file "v" line 6: app.imageCredentials[0]', 'two', 'shop', 'ci@example.com', 'b'],
        ['file "v" line 8: app.db.imageCredentials[0]', undefined, undefined, undefined, 'c'],
      ],
    )
  })

  test('may be one mapping instead of a list', () => {
    assert.equal(read('imageCredentials: {registry: ghcr.io, username: ci, password: x}').length, 1)
  })

  test('take what merge keys and aliases bring', () => {
    const [login] = read(
      'base: &base {registry: ghcr.io, username: ci}\nimageCredentials:\n- <<: *base\n  accessToken: x\n',
    )
    assert.equal(login?.username, 'ci')
  })

  test('are none where the list is empty', () => {
    assert.deepEqual(read('imageCredentials: []\nb: {imageCredentials: null}'), [])
  })

  const entry = (token: string) => `imageCredentials: [{registry: ghcr.io, username: ci, accessToken: ${token}}]`

  describe('fill their templates', () => {
    for (const [how, text, given, token] of [
      ['from a flag', entry('"{{ .Values.t }}"'), [{path: 't', text: 'x'}], 'x'],
      ['without blanks, among other text', entry('"a-{{.Values.t}}-b"'), [{path: 't', text: 'x'}], 'a-x-b'],
      ['without quotes', entry('{{ .Values.t }}'), [{path: 't', text: 'x'}], 'x'],
      [
        'without quotes in a block',
        `imageCredentials:\n- registry: r.io\n  username: u\n  accessToken: {{.Values.t}}\nt: x`,
        [],
        'x',
      ],
      ['by a path', `${entry('"{{ $.Values.a.t }}"')}\na: {t: x}`, [], 'x'],
      ['from a flag before the file', `${entry('"{{ .Values.t }}"')}\nt: y`, [{path: 't', text: 'x'}], 'x'],
      ['with what stands beside the list first', `t: y\napp:\n  t: x\n  ${entry('"{{ .Values.t }}"')}`, [], 'x'],
      ['with what the chart around has', `t: x\napp:\n  ${entry('"{{ .Values.t }}"')}`, [], 'x'],
      [
        'with text that is not looked through again',
        entry('"{{ .Values.t }}"'),
        [{path: 't', text: '{{ .Values.u }}'}],
        '{{ .Values.u }}',
      ],
      [
        'with text that means something elsewhere',
        entry('"{{ .Values.t }}"'),
        [{path: 't', text: '$&$1\n"a: b"'}],
        '$&$1\n"a: b"',
      ],
    ] as const) {
      test(how, () => {
        assert.equal(read(text, given)[0]?.password.reveal(), token)
      })
    }
  })

  describe('are refused by file, line and path', () => {
    for (const [what, text, message] of [
      ['no list at all', 'image: x', 'file "v" holds no "imageCredentials"'],
      ['no list', 'imageCredentials: yes', 'file "v" line 1: imageCredentials is a text, not a list'],
      [
        'no mapping',
        'imageCredentials:\n- ghcr.io',
        'file "v" line 2: imageCredentials[0] is a text, not a mapping with registry, username and accessToken',
      ],
      [
        'an unknown member',
        'imageCredentials:\n- registry: ghcr.io\n  user: ci',
        'file "v" line 3: imageCredentials[0].user is not known here',
      ],
      [
        'a number',
        'imageCredentials:\n- registry: ghcr.io\n  username: 012',
        'file "v" line 3: imageCredentials[0].username is a number, not a text',
      ],
      [
        'a mapping for a text',
        'imageCredentials:\n- registry: ghcr.io\n  username: ci\n  accessToken: {canary: canary}',
        'file "v" line 4: imageCredentials[0].accessToken is a mapping, not a text',
      ],
      [
        'a missing member',
        'imageCredentials:\n- registry: ghcr.io\n  accessToken: canary',
        'file "v" line 2: imageCredentials[0] has no username',
      ],
      ['an empty member', entry('""'), 'file "v" line 1: imageCredentials[0].accessToken is empty'],
      [
        'two names for one thing',
        'imageCredentials: [{registry: r.io, username: ci, accessToken: canary, password: canary}]',
        'file "v" line 1: imageCredentials[0] has both accessToken and password',
      ],
      [
        'an unfilled template',
        entry('"canary{{ .Values.t }}canary"'),
        'file "v" line 1: imageCredentials[0].accessToken has no value for "{{ .Values.t }}"',
      ],
      [
        'a pipeline',
        `${entry('"canary{{ .Values.t | b64enc }}"')}\nt: x`,
        'file "v" line 1: imageCredentials[0].accessToken holds a template that is not filled',
      ],
      [
        'another object than values',
        entry('"{{ .Release.Name }}"'),
        'file "v" line 1: imageCredentials[0].accessToken holds a template that is not filled',
      ],
      [
        'a template without an end',
        entry('"{{ .Values.t"'),
        'file "v" line 1: imageCredentials[0].accessToken holds a template that is not filled',
      ],
      [
        'a template in a template',
        `${entry('"{{ .Values.t }}"')}\nt: "canary{{ .Values.u }}"`,
        'file "v" line 2: t is a template itself',
      ],
      [
        'a number for a template',
        `${entry('"{{ .Values.t }}"')}\nt: 12`,
        'file "v" line 2: t is a number, and a template wants its text',
      ],
      [
        'what the prototype has',
        entry('"{{ .Values.constructor.name }}"'),
        'file "v" line 1: imageCredentials[0].accessToken has no value for "{{ .Values.constructor.name }}"',
      ],
      [
        'an encrypted text',
        entry('"ENC[AES256_GCM,data:canary]"'),
        'file "v" line 1: imageCredentials[0].accessToken is encrypted by SOPS',
      ],
      ['no YAML', 'a: "canary\nb: c', 'file "v" line 2 is not readable YAML: MISSING_CHAR'],
      ['lists in lists', `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'file "v" line 1 is nested too deeply'],
      ['one name twice', 'a: canary\na: canary', 'file "v" line 2 is not readable YAML: DUPLICATE_KEY'],
      [
        'a merge key of no mapping',
        'a: canary\n<<: canary',
        'file "v" is not readable YAML: "<<" merges what is not a mapping',
      ],
      ['two documents', 'a: canary\n---\nb: canary', 'file "v" line 2 is not readable YAML: MULTIPLE_DOCS'],
      ['a tag that is not known', 'a:\n  b: !vault canary', 'file "v" line 2 is not readable YAML: TAG_RESOLVE_FAILED'],
      [
        'an alias of what is around it',
        'a: &a {b: *a}',
        'file "v" is not readable YAML: its aliases expand without end',
      ],
    ] as const) {
      test(what, () => {
        const {message: given, nextSteps} = faultOf(text)
        assert.equal(given, message)
        assert.doesNotMatch([given, ...nextSteps].join(), /canary/)
      })
    }

    for (const use of ['[*x]', '{<<: *x}']) {
      test(`a few lines that expand to millions of nodes, by ${use}`, () => {
        const lines = [0, 1, 2, 3, 4, 5, 6, 7].map((level) => {
          const below = use.replace('*x', Array(9).fill(`*l${level}`).join(', ')).replace(/(<<: )(.*)}/, '$1[$2]}')
          return `l${level + 1}: &l${level + 1} ${below}`
        })
        const {message} = faultOf(['l0: &l0 {a: b}', ...lines].join('\n'))
        assert.equal(message, 'file "v" is not readable YAML: its aliases expand without end')
      })
    }

    test('brackets without end', () => {
      assert.match(faultOf('['.repeat(50_000)).message, /^file "v" /)
    })

    test('bytes that are no UTF-8', () => {
      for (const bytes of [Buffer.from('a: b', 'utf16le'), Buffer.from([0x61, 0x3a, 0x20, 0xe4])]) {
        assert.throws(() => readValuesDocument({name: 'file "v"', bytes}), {message: 'file "v" is not UTF-8 text'})
      }
    })
  })

  test('say which given values no template has asked for', () => {
    const document = readValuesDocument({name: 'file "v"', bytes: Buffer.from(entry('"{{ .Values.t }}"'))})
    const layers = valueLayers(
      [
        {path: 't', text: 'x'},
        {path: 'tt', text: 'y'},
      ],
      [document],
    )
    readValuesLogins(document, layers)
    assert.deepEqual(layers.unused(), ['tt'])
  })
})

function read(text: string, given: readonly GivenValue[] = []) {
  const document = readValuesDocument({name: 'file "v"', bytes: Buffer.from(text)})
  return readValuesLogins(document, valueLayers(given, [document]))
}

function faultOf(text: string): ValuesFault {
  try {
    read(text)
  } catch (error) {
    if (error instanceof ValuesFault) return error
    throw error
  }
  throw new Error('it was read')
}
