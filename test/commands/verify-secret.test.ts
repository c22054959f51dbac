import {after, describe, test} from 'node:test'
import {aLogin, aPullSecret} from './object.ts'
import {startSandbox} from './sandbox.ts'

const login = aLogin('alice', 'not-tried')

const sandbox = await startSandbox({
  objects: () => [
    aPullSecret('lone-opaque', '{}', {type: 'Opaque'}),
    aPullSecret('lone-malformed', {'ghcr.io': {auth: '!'}}),
    aPullSecret('lone-empty', '{"auths":{}}'),
    aPullSecret('lone-keys', {'https://index.docker.io/v1': login, '*.example.com': login, 'quay.io': {}}),
  ],
})
after(() => sandbox.close())

describe('verify, of a Secret that no Pod names', {concurrency: 2}, () => {
  for (const [sentence, screen] of [
    [
      'finds the wrong type',
      `$ kubectl imagecreds verify lone-opaque
secret "lone-opaque" in namespace "shop"  0 Pods, 0 images, 0 probes

✗ ICR1102 SecretWrongType
  secret "lone-opaque" in namespace "shop": the kubelet ignores this Secret: its
  type is "Opaque", neither kubernetes.io/dockerconfigjson nor
  kubernetes.io/dockercfg
    secret/lone-opaque  type = Opaque
  → Look at what it says; the password stays hidden.
    kubectl imagecreds decode lone-opaque -n shop
    kubectl imagecreds explain ICR1102

1 error
exit 1
`,
    ],
    [
      'finds what does not parse',
      `$ kubectl imagecreds verify lone-malformed
secret "lone-malformed" in namespace "shop"  0 Pods, 0 images, 0 probes

✗ ICR1103 SecretMalformed
  secret "lone-malformed" in namespace "shop": the kubelet cannot read it in the
  entry "ghcr.io", and pulls nothing for a Pod that names it: illegal base64
  data at input byte 0
    secret/lone-malformed  type = kubernetes.io/dockerconfigjson
  → Look at what it says; the password stays hidden.
    kubectl imagecreds decode lone-malformed -n shop
    kubectl imagecreds explain ICR1103

1 error
exit 1
`,
    ],
    [
      'finds that there is no entry',
      `$ kubectl imagecreds verify lone-empty
secret "lone-empty" in namespace "shop"  0 Pods, 0 images, 0 probes

✗ ICR1104 SecretEmpty
  secret "lone-empty" in namespace "shop": it has no entry
    secret/lone-empty  type = kubernetes.io/dockerconfigjson
  → Look at what it says; the password stays hidden.
    kubectl imagecreds decode lone-empty -n shop
    kubectl imagecreds explain ICR1104

1 error
exit 1
`,
    ],
    [
      'finds entries that serve no image, and says which could not be tried',
      `$ kubectl imagecreds verify lone-keys
secret "lone-keys" in namespace "shop"  0 Pods, 0 images, 0 probes

✗ ICR1202 SecretKeyMismatch
  entry "https://index.docker.io/v1" of secret "lone-keys" in namespace "shop":
  no image matches the key "https://index.docker.io/v1": images of Docker Hub
  are looked up below docker.io, so no path below index.docker.io meets one
  (here "/v1")
    secret/lone-keys  auths["https://index.docker.io/v1"].username = "alice"
  → Look at what it says; the password stays hidden.
    kubectl imagecreds decode lone-keys -n shop
    kubectl imagecreds explain ICR1202

✗ ICR1104 SecretEmpty
  entry "quay.io" of secret "lone-keys" in namespace "shop": it holds no login;
  the kubelet pulls without one
    secret/lone-keys  auths["quay.io"].username = ""
  → Look at what it says; the password stays hidden.
    kubectl imagecreds decode lone-keys -n shop
    kubectl imagecreds explain ICR1104

? not checked
  entry "*.example.com" of secret "lone-keys": it names no single registry, and
  no Pod pulls with it; name an image with --image

2 errors, 1 thing not checked
exit 1
`,
    ],
  ] as const) {
    test(sentence, () => sandbox.shows(screen))
  }
})
