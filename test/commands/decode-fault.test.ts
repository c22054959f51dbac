import {after, describe, test} from 'node:test'
import {aLogin, aPullSecret, aSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({
  objects: () => [
    aPullSecret('base64', {'ghcr.io': {auth: 'Y2k6!'}}),
    aPullSecret('colon', {'ghcr.io': {auth: Buffer.from('token-alone').toString('base64')}}),
    aPullSecret('no-object', '["ghcr.io"]'),
    aSecret('opaque', {'.dockerconfigjson': '{"auths":{}}'}),
    aPullSecret('empty', '{"auths":{}}'),
    aPullSecret('nobody', '{"auths":{"ghcr.io":{}},"credsStore":"desktop"}'),
    aPullSecret('identity', {'acme.azurecr.io': {auth: 'Y2k6', identitytoken: 'identity-canary'}}),
    aPullSecret('conflict', {'quay.io': {username: 'old', password: 'old', ...aLogin('new', 'new')}}),
    aPullSecret('blank', {'registry.example.com': aLogin('ci ', '\ufeff"s3cret" \n')}),
    aPullSecret('keys', {
      'https://index.docker.io/v1': aLogin('a', 'b'),
      'https://registry.example.com/v2': aLogin('a', 'b'),
      'registry.example.com/app:1.0': aLogin('a', 'b'),
      'registry.example.com/App': aLogin('a', 'b'),
      registry: aLogin('a', 'b'),
    }),
    aPullSecret('tokens', {
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com': aLogin('AWS', ecrToken('2023-11-14T22:13:20Z')),
      'acme.azurecr.io': aLogin('00000000-0000-0000-0000-000000000000', jwt('2023-11-14T22:13:20Z')),
    }),
    aPullSecret('hostile', {'ghcr.io/\x1b[2J\u202e': aLogin('\x1b]0;owned\x07ci\nforged: line', 'x')}),
  ],
})
after(() => sandbox.close())

describe('decode', {concurrency: 2}, () => {
  for (const [sentence, screen] of [
    [
      'finds what the kubelet cannot decode',
      `$ kubectl imagecreds decode base64
base64 in namespace "shop"  kubernetes.io/dockerconfigjson
  ✗ the kubelet cannot read it in the entry "ghcr.io", and pulls nothing for a
    Pod that names it: illegal base64 data at input byte 4
exit 1
`,
    ],
    [
      'finds what the kubelet cannot split',
      `$ kubectl imagecreds decode colon
colon in namespace "shop"  kubernetes.io/dockerconfigjson
  ✗ the kubelet cannot read it in the entry "ghcr.io", and pulls nothing for a
    Pod that names it: unable to parse auth field, must be formatted as
    base64(username:password)
exit 1
`,
    ],
    [
      'finds what is no docker config',
      `$ kubectl imagecreds decode no-object
no-object in namespace "shop"  kubernetes.io/dockerconfigjson
  ✗ the kubelet cannot read it, and pulls nothing for a Pod that names it: json:
    cannot unmarshal array into Go value of type
    credentialprovider.DockerConfigJSON
exit 1
`,
    ],
    [
      'finds the wrong type',
      `$ kubectl imagecreds decode opaque
opaque in namespace "shop"  Opaque
  ✗ the kubelet ignores this Secret: its type is "Opaque", neither
    kubernetes.io/dockerconfigjson nor kubernetes.io/dockercfg
exit 1
`,
    ],
    [
      'finds a Secret without entries',
      `$ kubectl imagecreds decode empty
empty in namespace "shop"  kubernetes.io/dockerconfigjson
  ✗ it has no entry
exit 1
`,
    ],
    [
      'finds an entry without a login, and what only Docker reads',
      `$ kubectl imagecreds decode nobody
nobody in namespace "shop"  kubernetes.io/dockerconfigjson
  ! the kubelet does not read "credsStore"

  ghcr.io
    serves     every image of ghcr.io
    user name  (none)
    password   (none)
    provider   GitHub Container Registry
    ✗ it holds no login; the kubelet pulls without one
exit 1
`,
    ],
    [
      'finds a token that the kubelet does not read',
      `$ kubectl imagecreds decode identity
identity in namespace "shop"  kubernetes.io/dockerconfigjson

  acme.azurecr.io
    serves     every image of acme.azurecr.io
    user name  ci
    password   (none)
    provider   Azure Container Registry
    ✗ it has no password, and counts as no login
    ! the kubelet does not read "identitytoken"
exit 1
`,
    ],
    [
      'finds an entry that says two things',
      `$ kubectl imagecreds decode conflict
conflict in namespace "shop"  kubernetes.io/dockerconfigjson

  quay.io
    serves     every image of quay.io
    user name  new
    password   [redacted]
    provider   Quay
    token      password
    ! "auth" says something other than "username" and "password"; the kubelet
      believes "auth"
exit 0
`,
    ],
    [
      'shows what nobody sees in a login',
      `$ kubectl imagecreds decode blank
blank in namespace "shop"  kubernetes.io/dockerconfigjson

  registry.example.com
    serves     every image of registry.example.com
    user name  "ci "
    password   [redacted]
    provider   OCI registry
    token      password
    ! the user name begins or ends with white space
    ! the password begins with a byte order mark
    ! the password ends with a line break
    ! the password begins or ends with white space
    ! the password stands in quotes
exit 0
`,
    ],
    [
      'shows it in the password too',
      `$ kubectl imagecreds decode blank --show-password
blank in namespace "shop"  kubernetes.io/dockerconfigjson

  registry.example.com
    serves     every image of registry.example.com
    user name  "ci "
    password   "\\ufeff\\"s3cret\\" \\n"
    provider   OCI registry
    token      password
    ! the user name begins or ends with white space
    ! the password begins with a byte order mark
    ! the password ends with a line break
    ! the password begins or ends with white space
    ! the password stands in quotes
exit 0
`,
    ],
    [
      'finds keys that serve no image, or not those that are meant',
      `$ kubectl imagecreds decode keys
keys in namespace "shop"  kubernetes.io/dockerconfigjson

  https://index.docker.io/v1
    serves     no image
    user name  a
    password   [redacted]
    ✗ no image matches the key "https://index.docker.io/v1": images of Docker
      Hub are looked up below docker.io, so no path below index.docker.io meets
      one (here "/v1")

  https://registry.example.com/v2
    serves     images of registry.example.com whose path begins with "v2"
    user name  a
    password   [redacted]
    provider   OCI registry
    token      password
    ! the key "https://registry.example.com/v2" serves only repositories whose
      path begins with "v2": a version is taken off only as /v1/ or /v2/, with
      the slash behind it

  registry.example.com/app:1.0
    serves     no image
    user name  a
    password   [redacted]
    ✗ no image matches the key "registry.example.com/app:1.0": images are looked
      up without tag or digest (here ":1.0")

  registry.example.com/App
    serves     no image
    user name  a
    password   [redacted]
    ✗ no image matches the key "registry.example.com/App": repositories are in
      lower case (here "/App")

  registry
    serves     no image
    user name  a
    password   [redacted]
    ✗ no image matches the key "registry": "registry" in an image's name is not
      a registry: it has neither a dot nor a port
exit 1
`,
    ],
    [
      'finds tokens that have run out',
      `$ kubectl imagecreds decode tokens
tokens in namespace "shop"  kubernetes.io/dockerconfigjson

  123456789012.dkr.ecr.eu-west-1.amazonaws.com
    serves     every image of 123456789012.dkr.ecr.eu-west-1.amazonaws.com
    user name  AWS
    password   [redacted]
    provider   Amazon ECR
    token      ECR authorization token, ended at 2023-11-14T22:13:20Z
    ✗ its ECR authorization token ran out at 2023-11-14T22:13:20Z
    i a password lasts 12 hours; "aws ecr get-login-password" makes a new one

  acme.azurecr.io
    serves     every image of acme.azurecr.io
    user name  00000000-0000-0000-0000-000000000000
    password   [redacted]
    provider   Azure Container Registry
    token      ACR refresh token, ended at 2023-11-14T22:13:20Z
    ✗ its ACR refresh token ran out at 2023-11-14T22:13:20Z
    i a refresh token lasts about three hours; a service principal or a
      repository token lasts longer
exit 1
`,
    ],
    [
      'shows hostile text as escapes',
      `$ kubectl imagecreds decode hostile
hostile in namespace "shop"  kubernetes.io/dockerconfigjson

  "ghcr.io/\\u001b[2J\\u202e"
    serves     no image
    user name  "\\u001b]0;owned\\u0007ci\\nforged"
    password   [redacted]
    ✗ no image matches the key "ghcr.io/\\u001b[2J\\u202e": the kubelet cannot
      read it (net/url: invalid control character in URL)
    ! the user name holds a control character
    ! the user name has white space inside
    ! the password begins or ends with white space
exit 1
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen))
  }
})

/** A token as ECR makes them, its end included. */
function ecrToken(end: string): string {
  const fields = {payload: 'x'.repeat(40), datakey: 'y', version: '2', type: 'DATA_KEY', expiration: secondsOf(end)}
  return Buffer.from(JSON.stringify(fields)).toString('base64')
}

function jwt(end: string): string {
  const parts = [{alg: 'HS256'}, {exp: secondsOf(end)}].map((part) => JSON.stringify(part))
  return [...parts, 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.')
}

function secondsOf(time: string): number {
  return Date.parse(time) / 1000
}
