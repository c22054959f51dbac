import {always} from './registries.ts'
import type {Scenario, Scenarios} from './scenario.ts'

const host = 'registry.example.test'
const image = `${host}/team/app:1.0`
const certificate = 'tls: failed to verify certificate: x509: '
const s3 =
  'https://prod-layers.s3.eu-west-1.amazonaws.com/docker/registry/v2/blobs/sha256/ab/ab12/data?X-Amz-Signature=00'

/** What happens on the way to the registry, whatever the Secrets hold. */
export const transportScenarios: Scenarios = {
  'a name that does not resolve': net('dns-failure', `dial tcp: lookup ${host} on 10.96.0.10:53: no such host`),
  'a name server that fails': net('dns-failure', `dial tcp: lookup ${host}: Temporary failure in name resolution`),
  'a name server that misbehaves': net('dns-failure', `dial tcp: lookup ${host} on 127.0.0.53:53: server misbehaving`),
  'a name server that refuses': net(
    'dns-failure',
    `dial tcp: lookup ${host} on 10.0.0.2:53: read udp 10.0.0.9:41000->10.0.0.2:53: read: connection refused`,
  ),
  'a name server out of reach': net(
    'dns-failure',
    `dial tcp: lookup ${host} on 10.0.0.2:53: dial udp 10.0.0.2:53: connect: network is unreachable`,
  ),
  'a name server that is silent': net(
    'dns-failure',
    `dial tcp: lookup ${host} on 10.0.0.2:53: read udp 10.0.0.9:41000->10.0.0.2:53: i/o timeout`,
  ),
  'a port where nothing listens': net('connection-refused', 'dial tcp 10.1.2.3:443: connect: connection refused'),
  'a port where nothing listens, over IPv6': net(
    'connection-refused',
    'dial tcp [2001:db8::1]:443: connect: connection refused',
  ),
  'no route': net('no-route', 'dial tcp 10.1.2.3:443: connect: no route to host'),
  'no network': net('no-route', 'dial tcp [2001:db8::1]:443: connect: network is unreachable'),
  'a host that is down': net('no-route', 'dial tcp 10.1.2.3:443: connect: host is down'),
  silence: net('timeout', 'dial tcp 10.1.2.3:443: i/o timeout'),
  'silence, after long': net('timeout', 'dial tcp 10.1.2.3:443: connect: connection timed out'),
  'silence in the handshake': net('timeout', 'net/http: TLS handshake timeout', ['tls-handshake-failure']),
  'silence after the question': net('timeout', 'net/http: timeout awaiting response headers'),
  'silence until the deadline': net('timeout', 'context deadline exceeded'),
  'silence until the client gives up': net(
    'timeout',
    'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  ),
  'a connection that is reset': net(
    'connection-reset',
    'read tcp 10.0.0.9:50000->10.1.2.3:443: read: connection reset by peer',
  ),
  'a connection that ends': net('connection-reset', 'EOF'),
  'a pipe that breaks': net('connection-reset', 'write tcp 10.0.0.9:50000->10.1.2.3:443: write: broken pipe'),
  'an unknown issuer': net('tls-unknown-ca', `${certificate}certificate signed by unknown authority`),
  'an unknown issuer, of old': net(
    'tls-unknown-ca',
    'x509: certificate signed by unknown authority (possibly because of "x509: invalid signature: parent certificate cannot sign this kind of certificate" while trying to verify candidate authority certificate "Corp CA")',
  ),
  'a certificate that may not sign': net(
    'tls-unknown-ca',
    `${certificate}certificate is not authorized to sign other certificates`,
  ),
  'a certificate that has ended': net(
    'tls-expired',
    `${certificate}certificate has expired or is not yet valid: current time 2026-11-21T22:08:02Z is after 2026-01-01T00:00:00Z`,
    ['node-clock-skew'],
  ),
  'a clock in the past': net(
    'node-clock-skew',
    `${certificate}certificate has expired or is not yet valid: current time 1970-01-01T00:05:02Z is before 2026-01-01T00:00:00Z`,
    ['tls-expired'],
  ),
  'a clock a year behind': net(
    'node-clock-skew',
    `${certificate}certificate has expired or is not yet valid: current time 2025-11-21T22:08:02Z is before 2026-09-01T00:00:00Z`,
    ['tls-expired'],
  ),
  'a certificate for another host': net(
    'tls-wrong-host',
    `${certificate}certificate is valid for a.example.test, b.example.test, not ${host}`,
  ),
  'a certificate for no host': net(
    'tls-wrong-host',
    `${certificate}certificate is not valid for any names, but wanted to match ${host}`,
  ),
  'a certificate of old, without names': net(
    'tls-wrong-host',
    `${certificate}certificate relies on legacy Common Name field, use SANs instead`,
  ),
  'an address that no certificate names': net(
    'tls-wrong-host',
    `${certificate}cannot validate certificate for 10.1.2.3 because it doesn't contain any IP SANs`,
  ),
  'a handshake that the other side refuses': net('tls-handshake-failure', 'remote error: tls: handshake failure'),
  'a version of TLS that is too old': net('tls-handshake-failure', 'remote error: tls: protocol version not supported'),
  'a client certificate that is asked for': net('tls-handshake-failure', 'remote error: tls: certificate required'),
  'no common cipher': net('tls-handshake-failure', 'tls: no cipher suite supported by both client and server'),
  'a name that the other side does not know': net('tls-handshake-failure', 'remote error: tls: unrecognized name'),
  'an internal error of the other side': net('tls-handshake-failure', 'remote error: tls: internal error'),
  'plain HTTP': net('http-on-https', 'http: server gave HTTP response to HTTPS client'),
  'no TLS': net('http-on-https', 'tls: first record does not look like a TLS handshake'),
  'a proxy that refuses the connection': net(
    'proxy',
    'proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused',
  ),
  'a proxy without a name': net(
    'proxy',
    'proxyconnect tcp: dial tcp: lookup proxy.example.test on 10.0.0.2:53: no such host',
  ),
  'a proxy that is silent': net('proxy', 'proxyconnect tcp: dial tcp 10.0.0.1:3128: i/o timeout'),
  'a proxy that wants a login': net('proxy', 'Proxy Authentication Required'),
  'a proxy that forbids': net('proxy', 'Forbidden', ['geo-or-ip-blocked']),
  'a proxy with a certificate of its own': net(
    'proxy',
    `proxyconnect tcp: ${certificate}certificate signed by unknown authority`,
    ['tls-unknown-ca'],
  ),
  'a proxy whose other side is gone': net('proxy', 'Service Unavailable', ['server-error']),
  'a proxy over SOCKS': net(
    'proxy',
    'socks connect tcp 10.0.0.1:1080->registry.example.test:443: dial tcp 10.0.0.1:1080: connect: connection refused',
  ),
  'layers out of reach': blob('blob-host-blocked', s3, 'dial tcp 52.1.2.3:443: i/o timeout', ['timeout']),
  'layers whose host has no name': blob(
    'blob-host-blocked',
    s3,
    'dial tcp: lookup prod-layers.s3.eu-west-1.amazonaws.com on 10.0.0.2:53: no such host',
    ['dns-failure'],
  ),
  'layers whose host resets': blob(
    'blob-host-blocked',
    s3,
    'read tcp 10.0.0.9:50000->52.1.2.3:443: read: connection reset by peer',
    ['connection-reset'],
  ),
  'layers whose host refuses': blob('blob-host-blocked', s3, 'dial tcp 52.1.2.3:443: connect: connection refused', [
    'connection-refused',
  ]),
}

function net(truth: Scenario['truth'], error: string, also: Scenario['also'] = []): Scenario {
  return {truth, also, image, registry: always({kind: 'net', error})}
}

function blob(truth: Scenario['truth'], url: string, error: string, also: Scenario['also'] = []): Scenario {
  return {truth, also, image, registry: always({kind: 'blob-net', url, error})}
}
