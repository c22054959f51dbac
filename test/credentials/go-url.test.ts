import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {parseGoUrl} from '../../src/credentials/go-url.ts'

describe('what Go reads behind https://', () => {
  const urls: Readonly<Record<string, readonly [host: string, path: string]>> = {
    '': ['', ''],
    'Quay.IO': ['Quay.IO', ''],
    'quay.io:443/a': ['quay.io:443', '/a'],
    'quay.io:': ['quay.io:', ''],
    'user:p%40ss@quay.io/a': ['quay.io', '/a'],
    'a@b@quay.io': ['quay.io', ''],
    'quay.io/a?b/c#d': ['quay.io', '/a'],
    'quay.io?a/b': ['quay.io', ''],
    'quay.io#a/b': ['quay.io', ''],
    'quay.io/a%20b c': ['quay.io', '/a b c'],
    '*.example.com': ['*.example.com', ''],
    '[::1]:5000/a': ['[::1]:5000', '/a'],
    'h%C3%BC.example': ['h\u00c3\u00bc.example', ''],
    '/a': ['', '/a'],
  }
  for (const [rest, [host, path]] of Object.entries(urls)) {
    test(JSON.stringify(rest), () => assert.deepEqual(parseGoUrl(rest), {kind: 'url', url: {host, path}}))
  }
})

describe('what Go refuses behind https://', () => {
  const faults: Readonly<Record<string, string>> = {
    'quay.io\t': 'net/url: invalid control character in URL',
    'quay.io/\u007f': 'net/url: invalid control character in URL',
    'quay .io': 'invalid character " " in host name',
    'quay.io\\a': 'invalid character "\\\\" in host name',
    'quay.io:5000:6000': 'invalid port ":5000:6000" after host',
    'quay.io:port': 'invalid port ":port" after host',
    '::1': 'invalid port "::1" after host',
    '[::1': "missing ']' in host",
    '[::1]x': 'invalid port "x" after host',
    '[host]': 'invalid IP-literal',
    'host[::1]:80': 'invalid IP-literal',
    '%41.example': 'invalid URL escape "%41"',
    'quay.io/%4': 'invalid URL escape "%4"',
    'quay.io/#%zz': 'invalid URL escape "%zz"',
    'us er@quay.io': 'net/url: invalid userinfo',
    [bytesOf('quay.io:5000\u3002')]: 'invalid port ":5000\u3002" after host',
    [bytesOf('quay.io:\u009b2J')]: String.raw`invalid port ":\u009b2J" after host`,
    [bytesOf('quay.io/%\u3002')]: 'invalid URL escape "%\ufffd\ufffd"',
  }
  for (const [rest, fault] of Object.entries(faults)) {
    test(JSON.stringify(rest), () => assert.deepEqual(parseGoUrl(rest), {kind: 'fault', fault}))
  }
})

function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1')
}
