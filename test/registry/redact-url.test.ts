import assert from 'node:assert/strict'
import test from 'node:test'
import {redactUrl} from '../../src/registry/redact-url.ts'

for (const [sentence, url, redacted] of [
  [
    'what a token server is asked for stays',
    'https://auth.io/token?service=r.io&scope=repository%3Aa%2Fb%3Apull%2Cpush&client_id=c',
    'https://auth.io/token?service=r.io&scope=repository:a/b:pull,push&client_id=c',
  ],
  [
    'the signature of a layer URL goes',
    'https://cdn.io/blob?X-Amz-Signature=abc&X-Amz-Date=1',
    'https://cdn.io/blob?X-Amz-Signature=REDACTED&X-Amz-Date=REDACTED',
  ],
  ['a parameter that occurs twice goes twice', 'https://a.io/?p=1&p=2', 'https://a.io/?p=REDACTED'],
  ['a query that is nothing but a secret goes', 'https://cdn.io/blob?eyJhbGciOi.abc', 'https://cdn.io/blob?REDACTED'],
  [
    'a secret that is written as the name of a parameter goes',
    `https://cdn.io/blob?${'s'.repeat(60)}=1&service=r.io`,
    'https://cdn.io/blob?service=r.io&REDACTED',
  ],
  ['a login goes from text that is no URL, too', 'https://user:secret@a.io:99999/v2/', 'https://a.io:99999/v2/'],
  ['user name and password go', 'https://user:secret@a.io/v2/', 'https://a.io/v2/'],
  ['a fragment goes', 'https://a.io/v2/#secret', 'https://a.io/v2/'],
  ['text that is no URL loses its query', 'not a url?password=x', 'not a url'],
  ['text that is no URL shows its escapes', '\x1b[31m', '\\x1b[31m'],
] as const) {
  test(sentence, () => {
    assert.equal(redactUrl(url), redacted)
  })
}
