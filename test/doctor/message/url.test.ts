import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {quotable, urlsIn} from '../../../src/doctor/message/url.ts'

describe('a URL tells', () => {
  const urls: Readonly<Record<string, readonly [message: string, reading: string]>> = {
    'a manifest by its tag': [
      'Head "https://r.example.com/v2/team/app/manifests/1.0": EOF',
      'r.example.com resolve r.example.com/team/app:1.0',
    ],
    'a manifest by its digest': [
      'code https://r.example.com/v2/app/manifests/sha256:00aa: 429',
      'r.example.com resolve r.example.com/app@sha256:00aa',
    ],
    'a mirror': [
      'Head "http://10.0.0.5:5000/v2/app/manifests/1?ns=docker.io": EOF',
      '10.0.0.5:5000 resolve docker.io/app:1 for docker.io',
    ],
    'a layer': ['Get "https://r.example.com/v2/app/blobs/sha256:00aa": EOF', 'r.example.com blob'],
    'a manifest of a repository that is called as layers are': [
      'Head "https://r.example.com/v2/blobs/app/manifests/1": EOF',
      'r.example.com resolve r.example.com/blobs/app:1',
    ],
    'a layer in a store': [
      'Get "https://cdn.example.net/docker/blobs/sha256/00/data?sig=x": EOF',
      'cdn.example.net blob',
    ],
    'a token server by its scope': [
      'Get "https://gitlab.com/jwt/auth?scope=repository%3Aa%3Apull": EOF',
      'gitlab.com token',
    ],
    'a token server by its path': ['Post "https://a.azurecr.io/oauth2/token": EOF', 'a.azurecr.io token'],
    'a ping': ['Get "https://r.example.com/v2/": EOF', 'r.example.com resolve'],
    'nothing more than a host': ['Get "https://r.example.com/": EOF', 'r.example.com'],
    'a host behind a password': ['Get "https://user:hunter2@r.example.com/v2/": EOF', 'r.example.com resolve'],
    'an address': ['Get "https://[::1]:5000/v2/": EOF', '[::1]:5000 resolve'],
  }
  for (const [sentence, [message, reading]] of Object.entries(urls)) {
    test(sentence, () => {
      const read = urlsIn(message).map(({host, at, asked, mirrorOf}) =>
        [host, at, asked, mirrorOf === undefined ? undefined : `for ${mirrorOf}`].filter((word) => word !== undefined),
      )
      assert.equal(read.map((words) => words.join(' ')).join('; '), reading)
    })
  }
})

test('words are quoted on one line, without control characters, passwords and signatures', () => {
  assert.equal(
    quotable('go to\n\u001b[2J\u202e https://user:hunter2@r.example.com/a?sig=s3cr3t&x=1 now'),
    'go to [2J https://r.example.com/a now',
  )
})

test('long words are cut', () => {
  assert.equal(quotable('x'.repeat(1000)).length, 161)
})
