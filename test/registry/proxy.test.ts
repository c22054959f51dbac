import assert from 'node:assert/strict'
import test from 'node:test'
import {proxyFor} from '../../src/registry/proxy.ts'

const proxy = {HTTPS_PROXY: 'http://proxy.corp:3128', HTTP_PROXY: 'http://plain.corp:3128'}

test('HTTPS and plain HTTP have a proxy each', () => {
  assert.equal(proxyFor(new URL('https://ghcr.io/v2/'), proxy)?.host, 'proxy.corp:3128')
  assert.equal(proxyFor(new URL('http://registry.corp/v2/'), proxy)?.host, 'plain.corp:3128')
})

test('the variables count in lower case too, and upper case wins', () => {
  const lower = {https_proxy: 'http://lower.corp:1'}
  assert.equal(proxyFor(new URL('https://ghcr.io/'), lower)?.host, 'lower.corp:1')
  assert.equal(proxyFor(new URL('https://ghcr.io/'), {...lower, ...proxy})?.host, 'proxy.corp:3128')
})

test('a proxy without a scheme is an HTTP proxy', () => {
  assert.equal(proxyFor(new URL('https://ghcr.io/'), {HTTPS_PROXY: 'proxy.corp:3128'})?.href, 'http://proxy.corp:3128/')
})

test('a proxy that is no URL, an empty one and none are none', () => {
  for (const HTTPS_PROXY of ['http://:::', '', undefined]) {
    assert.equal(proxyFor(new URL('https://ghcr.io/'), {HTTPS_PROXY}), undefined)
  }
})

test('this machine is never asked through a proxy', () => {
  for (const host of ['localhost:5000', '127.0.0.1', '127.1.2.3:5000', '[::1]:5000']) {
    assert.equal(proxyFor(new URL(`https://${host}/v2/`), proxy), undefined, host)
  }
})

const direct: readonly (readonly [string, string, string])[] = [
  ['a star exempts all', '*', 'ghcr.io'],
  ['a domain exempts itself', 'corp', 'corp'],
  ['a domain exempts what is below it', 'corp', 'registry.corp'],
  ['a dotted domain exempts what is below it', '.corp', 'registry.corp'],
  ['a star and a dot are a dot', '*.corp', 'registry.corp'],
  ['a domain with the port', 'registry.corp:5000', 'registry.corp:5000'],
  ['a domain with a colon and no port', 'registry.corp:', 'registry.corp:5000'],
  ["a domain with HTTPS's own port", 'registry.corp:443', 'registry.corp'],
  ['case does not count', 'Registry.CORP', 'registry.corp'],
  ['an address', '10.0.0.1', '10.0.0.1:5000'],
  ['an address with the port', '10.0.0.1:5000', '10.0.0.1:5000'],
  ['a network', '10.0.0.0/8', '10.1.2.3'],
  ['an IPv6 network', '2001:db8::/32', '[2001:db8::5]:5000'],
  ['an IPv6 address with the port', '[2001:db8::5]:5000', '[2001:db8::5]:5000'],
  ['an IPv6 address', '2001:db8::5', '[2001:db8::5]'],
  ['the last of several, with spaces', 'a.io , registry.corp', 'registry.corp'],
]

for (const [sentence, NO_PROXY, host] of direct) {
  test(`NO_PROXY: ${sentence}`, () => {
    assert.equal(proxyFor(new URL(`https://${host}/v2/`), {...proxy, NO_PROXY}), undefined)
  })
}

const proxied: readonly (readonly [string, string, string])[] = [
  ['a dotted domain does not exempt itself', '.corp', 'corp'],
  ['a domain is not a mere suffix', 'corp', 'notcorp'],
  ['another port', 'registry.corp:5001', 'registry.corp:5000'],
  ['another network', '10.0.0.0/8', '11.1.2.3'],
  ['a network does not exempt names', '0.0.0.0/0', 'registry.corp'],
  ['a network that is none', '10.0.0.0/99', '10.0.0.1'],
  ['an IPv6 address in brackets without a port', '[2001:db8::5]', '[2001:db8::5]'],
  ['empty entries exempt nothing', ' ,,', 'registry.corp'],
]

for (const [sentence, NO_PROXY, host] of proxied) {
  test(`NO_PROXY leaves the proxy: ${sentence}`, () => {
    assert.equal(proxyFor(new URL(`https://${host}/v2/`), {...proxy, NO_PROXY})?.host, 'proxy.corp:3128')
  })
}
