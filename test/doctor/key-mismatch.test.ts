import assert from 'node:assert/strict'
import {test} from 'node:test'
import {explainKey} from '../../src/credentials/explain-key.ts'
import {describeMismatch} from '../../src/doctor/key-mismatch.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'

/** Key under `auths`, image, and what stands between them. */
const cases: Readonly<Record<string, readonly [key: string, image: string, words: string]>> = {
  'another host': ['quay.io', 'ghcr.io/a/b', 'its entry "quay.io" is for another host'],
  'another region of one product': [
    '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/a',
    'its entry "123456789012.dkr.ecr.us-east-1.amazonaws.com" is for another region, us-east-1 where the image has eu-west-1',
  ],
  'no port where the image has one': ['r.io', 'r.io:5000/a', 'its entry "r.io" has no port, and the image has 5000'],
  'a port where the image has none': [
    'r.io:443',
    'r.io/a',
    'its entry "r.io:443" has port 443, and the image has none',
  ],
  'another port': ['r.io:1', 'r.io:2/a', 'its entry "r.io:1" has port 1, and the image has 2'],
  'capital letters': ['R.io', 'r.io/a', 'its entry "R.io" differs in capital letters, which the kubelet tells apart'],
  'another path': ['r.io/a', 'r.io/b/c', 'its entry "r.io/a" is for repositories that begin with "a"'],
  'capital letters in the path': ['r.io/A', 'r.io/a/b', 'the path of its entry "r.io/A" differs in capital letters'],
  'a tag': [
    'r.io/a:1',
    'r.io/a:1',
    'its entry "r.io/a:1" ends in ":1", and images are looked up without tag and digest',
  ],
  'a version without its slash': [
    'https://r.io/v2',
    'r.io/a',
    'its entry "https://r.io/v2" ends in "/v2", which the kubelet takes for the beginning of a repository\'s name',
  ],
  'another scheme': [
    'oci://r.io',
    'r.io/a',
    'its entry "oci://r.io" begins with "oci://", and only "https://" and "http://" are taken off',
  ],
  'a wildcard for too few parts': [
    '*.io',
    'a.r.io/b',
    'in its entry "*.io" a "*" stands for one part of a host name, and it has 2 parts where the image\'s host has 3',
  ],
  'a name of Docker Hub that is none to the kubelet': [
    'hub.docker.com',
    'acme/app',
    'its entry "hub.docker.com" is not one of the names that stand for Docker Hub: "https://index.docker.io/v1/", "docker.io"',
  ],
  nothing: ['r.io', 'r.io/a', 'its entry "r.io" matches'],
}

for (const [difference, [key, image, words]] of Object.entries(cases)) {
  test(`what stands between key and image is ${difference}`, () => {
    const parsed = parseReference(image)
    assert.equal(parsed.kind, 'reference')
    if (parsed.kind === 'reference') {
      const {reference} = parsed
      assert.equal(describeMismatch(key, explainKey(key, reference), reference.registry), words)
    }
  })
}

test('a key that Go cannot read is passed over', () => {
  assert.equal(
    describeMismatch('%', {kind: 'unreadable-key', fault: 'invalid URL escape "%"'}, 'r.io'),
    'the kubelet passes over its entry "%": invalid URL escape "%"',
  )
})
