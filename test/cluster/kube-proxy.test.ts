import assert from 'node:assert/strict'
import {test} from 'node:test'
import {proxyFor} from '../../src/cluster/kube-proxy.ts'

const proxy = (server: string, env: Readonly<Record<string, string>>, proxyUrl?: string) =>
  proxyFor({server: new URL(server), ...(proxyUrl !== undefined && {proxyUrl})}, env)

test('proxy-url of the cluster goes before the environment, NO_PROXY included', () => {
  const env = {HTTPS_PROXY: 'http://env:3128', NO_PROXY: '*'}
  assert.equal(proxy('https://host:6443', env, 'socks5://p:1080'), 'socks5://p:1080')
})

test('the environment’s proxy is that of the server’s scheme, in either case of its name', () => {
  const env = {HTTPS_PROXY: 'http://s:1', HTTP_PROXY: 'http://p:1'}
  assert.equal(proxy('https://host', env), 'http://s:1/')
  assert.equal(proxy('http://host', env), 'http://p:1/')
  assert.equal(proxy('https://host', {https_proxy: 'p:3128'}), 'http://p:3128/')
  assert.equal(proxy('https://host', {HTTP_PROXY: 'http://p:1'}), undefined)
})

const bypasses: readonly (readonly [string, string, string, boolean])[] = [
  ['this machine by name', 'https://localhost:6443', '', true],
  ['this machine by address', 'https://127.0.0.53:6443', '', true],
  ['this machine by IPv6 address', 'https://[::1]:6443', '', true],
  ['any host with *', 'https://host', '*', true],
  ['the host itself', 'https://api.corp', 'other, api.corp', true],
  ['a host below the domain', 'https://api.corp', 'corp', true],
  ['a host that only ends alike', 'https://apicorp', 'corp', false],
  ['a domain with its dot, for hosts below it', 'https://api.corp', '.corp', true],
  ['a domain with its dot, not for itself', 'https://corp', '.corp', false],
  ['a domain with a star', 'https://api.corp', '*.corp', true],
  ['the right port', 'https://api.corp:6443', 'api.corp:6443', true],
  ['another port', 'https://api.corp:6443', 'api.corp:443', false],
  ['the port of the scheme', 'https://api.corp', 'api.corp:443', true],
  ['an address', 'https://10.1.2.3', '10.1.2.3', true],
  ['an address of the network', 'https://10.1.2.3', '10.0.0.0/8', true],
  ['an address of another network', 'https://11.1.2.3', '10.0.0.0/8', false],
  ['an IPv6 address of the network', 'https://[fd00::5]', 'fd00::/8', true],
  ['a name against a network', 'https://api.corp', '10.0.0.0/8', false],
  ['a network that is none', 'https://10.1.2.3', '10.0.0.0/99', false],
]

for (const [what, server, noProxy, isDirect] of bypasses) {
  test(`${isDirect ? 'goes past' : 'uses'} the proxy: ${what}`, () => {
    const env = {HTTPS_PROXY: 'http://p:3128', NO_PROXY: noProxy}
    assert.equal(proxy(server, env), isDirect ? undefined : 'http://p:3128/')
  })
}

test('what is not the URL of a proxy is refused without being quoted: it may hold a password', () => {
  for (const text of ['ftp://u:hunter2@p', 'http://', 'http://u:hunter2@']) {
    assert.throws(
      () => proxy('https://host', {HTTPS_PROXY: text}),
      (error) => error instanceof Error && /^HTTPS_PROXY/.test(error.message) && !/hunter2/.test(String(error.stack)),
    )
  }
})
