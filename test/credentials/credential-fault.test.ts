import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {credentialFaults} from '../../src/credentials/credential-fault.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'

describe('slips in a login', () => {
  const logins: Readonly<Record<string, readonly [username: string, password: string, kinds: readonly string[]]>> = {
    'none in a plain one': ['user', 'hunter2', []],
    'none in an empty one': ['', '', []],
    'none in a passphrase': ['user', 'correct horse battery staple', []],
    'none in dollar signs, as robots have them': ['robot$shop+ci', 'pa$$word$', []],
    'none in $oauthtoken': ['$oauthtoken', '{"a": "<b>"}', []],
    'none in half a pair of quotes': ['user', '"hunter2', []],
    'none in one quote': ['user', '"', []],
    'none in a key file of several lines that ends properly': ['_json_key', '{\n  "a": "b"\n}', []],
    'none in a key file with a line break behind it': ['_json_key', '{\n  "a": "b"\n}\n', []],
    'a line break inside': ['user', 'hunt\ner2', ['password control-character']],
    'a line break, from echo': ['user', 'hunter2\n', ['password line-end']],
    'a line break of Windows': ['user\r\n', 'hunter2', ['username line-end']],
    'two line ends': ['user', 'hunter2\n\n', ['password line-end', 'password outer-white-space']],
    'a blank in front': ['user', ' hunter2', ['password outer-white-space']],
    'a tab behind': ['user\t', 'hunter2', ['username outer-white-space']],
    'a no-break space': ['user', 'hunter2\u00a0', ['password outer-white-space']],
    'a zero-width space inside': ['user', 'hunt\u200ber2', ['password control-character']],
    'a mark of the writing’s direction': ['\u202duser\u202c', 'hunter2', ['username control-character']],
    'a zero-width space': ['user', '\u200bhunter2', ['password outer-white-space']],
    'a byte order mark': ['user', '\ufeffhunter2', ['password byte-order-mark']],
    'a plus sign that URL decoding made a blank': ['org robot', 'x', ['username inner-white-space']],
    'a terminal’s marks of pasted text': ['user', '\u001b[200~x\u001b[201~', ['password control-character']],
    'a NUL': ['user', 'hunter2\u0000', ['password control-character']],
    'bytes that were no UTF-8': ['us\ufffder', 'x', ['username not-utf8']],
    'double quotes': ['"user"', '"hunter2"', ['username quotes', 'password quotes']],
    'single quotes, and a line break behind them': ['user', "'x'\n", ['password line-end', 'password quotes']],
    'typographic quotes': ['user', '“hunter2”', ['password quotes']],
    'a template': ['{{ .Values.user }}', 'x-{{ .Values.password }}', ['username template', 'password template']],
    'a variable in braces': ['user', '${PASSWORD}', ['password template']],
    'a variable in capitals': ['user', '$REGISTRY_PASSWORD', ['password template']],
    'a variable of Windows': ['%USER%', 'x', ['username template']],
    'a placeholder': ['user', '<password>', ['password template']],
    'what Helm prints for nothing': ['user', '<no value>', ['password template']],
    'what jq prints for nothing': ['user', 'null', ['password template']],
    'a command that did not run': ['user', '$(cat token)', ['password template']],
    'a dollar sign that was escaped': ['robot\\$ci', 'x', ['username escaped-dollar']],
    'a colon in the user name': ['a:b', 'x:y', ['username colon']],
    'Docker’s mark of an identity token': ['<token>', 'x', ['username identity-token-mark']],
    'a whole auth as the password': ['user', 'dXNlcjpodW50ZXIy', ['password auth-as-password']],
    'a whole auth with the line end of echo': [
      'user',
      'dXNlcjpodW50ZXIyCg==\n',
      ['password line-end', 'password auth-as-password'],
    ],
    'the scheme of a header': ['user', 'Bearer abc', ['password authorization-scheme']],
  }
  for (const [name, [username, password, kinds]] of Object.entries(logins)) {
    test(name, () => {
      const faults = credentialFaults(username, new Sensitive(password))
      assert.deepEqual(
        faults.map(({field, kind}) => `${field} ${kind}`),
        kinds,
      )
    })
  }
})

test('a message names the field and quotes nothing', () => {
  assert.deepEqual(
    credentialFaults(' us er:', new Sensitive('"hunter2"')).map(({message}) => message),
    [
      'the user name begins or ends with white space',
      'the user name has white space inside',
      'the user name holds a colon, at which "auth" is parted',
      'the password stands in quotes',
    ],
  )
})
