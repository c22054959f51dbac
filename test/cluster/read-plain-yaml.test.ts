import assert from 'node:assert/strict'
import {test} from 'node:test'
import {parse} from 'yaml'
import {readPlainYaml} from '../../src/cluster/read-plain-yaml.ts'

const plain: Readonly<Record<string, string>> = {
  'what kubectl writes': `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: LS0tLS1CRUdJTi==
    insecure-skip-tls-verify: true
    server: https://kubernetes.docker.internal:6443
  name: docker-desktop
contexts:
- context:
    cluster: docker-desktop
    namespace: shop
    user: docker-desktop
  name: admin@docker-desktop
current-context: admin@docker-desktop
kind: Config
preferences: {}
users:
- name: docker-desktop
  user:
    client-certificate: /home/me/.minikube/client.crt
`,
  'a login plugin with arguments': `users:
- name: arn:aws:eks:eu-west-1:123456789012:cluster/shop
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args:
      - --region
      - eu-west-1
      - -v
      command: aws
      env: null
      provideClusterInfo: false
`,
  'lists further in': 'a:\n  - b\n  - c: d\n    e: f\n',
  'no line end at the end': 'a: b',
  'nothing below a name, and empty values': 'a:\nb: ""\nc: []\nd: {}\n',
  'a name below which there is nothing in a list': 'a:\n- b:\n  c: d\n- e\n',
}
for (const [name, text] of Object.entries(plain)) {
  test(`reads as the library does: ${name}`, () => assert.deepEqual(readPlainYaml(text), parse(text)))
}

const others: Readonly<Record<string, string>> = {
  'a number': 'a: 1\n',
  'an address that looks like a number': 'a: 1.2.3.4\n',
  'a word that a YAML may take for a boolean': 'a: True\n',
  'a negative exponent': 'a: -e3\n',
  'quoted text': 'a: "b"\n',
  'a comment': 'a: b # c\n',
  'a comment of its own': '# c\na: b\n',
  'an anchor': 'a: &b c\n',
  'a merge': 'a: b\n<<: c\n',
  'a text of several lines': 'a: |\n  b\n',
  'a text that goes on below': 'a: b\n  c\n',
  'a member that is there twice': 'a: b\na: c\n',
  'a colon at the end of a text': 'a: b:\n',
  'members in one line': 'a: {b: c}\n',
  'a list in a list': 'a:\n- - b\n',
  'an item that is empty': 'a:\n-\n',
  'several documents': 'a: b\n---\nc: d\n',
  'blanks at the end of a line': 'a: b \n',
  'Windows line ends': 'a: b\r\n',
  'a tab': 'a:\tb\n',
  'uneven indents': 'a:\n  b: c\n d: e\n',
  'something further in than its place': 'a: b\n    c: d\n',
  JSON: '{"a": "b"}\n',
  nothing: '',
}
for (const [name, text] of Object.entries(others)) {
  test(`leaves to the library: ${name}`, () => assert.equal(readPlainYaml(text), undefined))
}

test('reads a long file in a time that grows with its length', () => {
  const users = `users:\n${'- name: someone\n  user:\n    token: abc\n'.repeat(100_000)}`
  assert.equal(Object.keys(Object(readPlainYaml(users))).join(), 'users')
})
