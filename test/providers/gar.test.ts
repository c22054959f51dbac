import assert from 'node:assert/strict'
import {test} from 'node:test'
import {gar} from '../../src/providers/gar.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {aGoogleKey, aLogin, base64, type GivenLogin, hintsOf} from './builders.ts'

const warnings: Readonly<Record<string, readonly [GivenLogin, string[]]>> = {
  'nothing against a key': [{username: '_json_key', password: aGoogleKey()}, []],
  'nothing against a key in base64': [{username: '_json_key_base64', password: base64(aGoogleKey())}, []],
  'nothing against a key in base64 with line ends': [
    {username: '_json_key_base64', password: base64(aGoogleKey()).replace(/(.{40})/g, '$1\n')},
    [],
  ],
  'a key in base64 under the name of a plain one': [
    {username: '_json_key', password: base64(aGoogleKey())},
    ['the user name of a key file in base64 is _json_key_base64'],
  ],
  'a plain key under the name of one in base64': [
    {username: '_json_key_base64', password: aGoogleKey()},
    ['the user name of a key file is _json_key'],
  ],
  'a key under the name of a token': [
    {username: 'oauth2accesstoken', password: aGoogleKey()},
    ['the user name of a key file is _json_key'],
  ],
  'a key that is cut off': [
    {username: '_json_key', password: aGoogleKey().slice(0, 40)},
    ['the user name _json_key goes with a whole key file, and the password is not one'],
  ],
  'a file that is no service account': [
    {username: '_json_key', password: aGoogleKey('external_account')},
    ['the password is of a kind that pulls no images: Google credential file of type external_account'],
  ],
  'nothing against an access token': [{username: 'oauth2accesstoken', password: 'ya29.c.0123456789'}, []],
  'an access token under a name of its own': [
    {username: 'ci', password: 'ya29.c.0123456789'},
    ['the user name of an access token is oauth2accesstoken'],
  ],
  'an access token of another form': [{username: 'oauth2accesstoken', password: 'x'}, []],
}
for (const [name, [login, expected]] of Object.entries(warnings)) {
  test(`Google: ${name}`, () => assert.deepEqual(hintsOf(gar, login).warnings, expected))
}

test('Google: what lasts where an access token does not', () => {
  assert.deepEqual(hintsOf(gar, {username: 'oauth2accesstoken', password: 'x'}).notes, [
    'an access token lasts about an hour; a service account key has no end',
  ])
})

test('an access token is told by its user name where its form has changed', () => {
  assert.deepEqual(gar.token(aLogin({username: 'oauth2accesstoken', password: 'x'})), {
    kind: 'Google OAuth access token',
    isShortLived: true,
  })
})

const locations: Readonly<Record<string, string | undefined>> = {
  'europe-west4-docker.pkg.dev': 'europe-west4',
  'us-docker.pkg.dev': 'us',
  'eu.gcr.io': 'eu',
  'gcr.io': undefined,
  'mirror.gcr.io': undefined,
}
for (const [registry, location] of Object.entries(locations)) {
  test(`${registry} ${location === undefined ? 'tells no location' : `is in ${location}`}`, () => {
    assert.equal(gar.parts?.(registry)[0]?.value, location)
  })
}

const pages: Readonly<Record<string, string | undefined>> = {
  'us-docker.pkg.dev/shop/apps/web:1': 'https://console.cloud.google.com/artifacts/docker/shop/us/apps',
  'gcr.io/shop/web:1': undefined,
}
for (const [image, page] of Object.entries(pages)) {
  test(`${image} has ${page === undefined ? 'no page that is known' : 'its page'}`, () => {
    const parsed = parseReference(image)
    assert.ok(parsed.kind === 'reference')
    assert.equal(gar.page?.(parsed.reference), page)
  })
}
