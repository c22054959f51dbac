import type {ClauseRule} from './clause-rule.ts'

/**
 * The words of Go's `net`, `net/http`, `crypto/tls` and `crypto/x509`, and of the system errors below them
 * (`syscall/zerrors_linux_amd64.go`, `zerrors_windows.go`), which every runtime and the kubelet pass on unchanged.
 */
export const goNetwork: readonly ClauseRule[] = [
  // net.OpError: "dial tcp 10.0.0.1:443: connect: connection refused"; net/http/transport.go adds "proxyconnect".
  {clause: /^(?:proxyconnect|socks connect) /, says: {fault: 'proxy'}},
  {clause: /^(?:dial|read|write) (?:tcp|udp)[46]? (?:\S+->)?(\S+)$/, says: ([, host = '']) => ({host})},
  // A proxy that refuses CONNECT is quoted with the text of its status alone (`dialConn` in net/http/transport.go).
  {clause: /^Forbidden$/, says: {fault: 'proxy', status: 403}},
  {
    clause:
      /^(?:Bad Gateway|Bad Request|Gateway Time-?out|Internal Server Error|Method Not Allowed|Proxy Authentication Required|Service Unavailable)$/,
    says: {fault: 'proxy'},
  },
  // net.Dialer parses the address of the URL first; a port is a number below 65536.
  {
    clause: /^(?:lookup \w+\/\S+|unknown port|invalid port|missing port in address|too many colons in address)/,
    says: {fault: 'invalid-reference'},
  },
  // net.DNSError
  {clause: /^lookup (\S+)(?: on \S+)?$/, says: ([, host = '']) => ({fault: 'dns', host})},
  {
    clause:
      /^(?:no such host|server misbehaving|temporary failure in name resolution|name or service not known|no address associated with|no answer from dns server|failed to lookup address|dns error|name does not resolve|nodename nor servname)/i,
    says: {fault: 'dns'},
  },
  {
    clause: /^(?:connection refused|connectex: no connection could be made|.*target machine actively refused it)/i,
    says: {fault: 'connection-refused'},
  },
  {
    clause:
      /^(?:no route to host|host is (?:unreachable|down)|network is (?:unreachable|down)|cannot assign requested address|operation not permitted$|protocol not available|no suitable address|a socket operation was attempted to an unreachable|an attempt was made to access a socket in a way forbidden)/i,
    says: {fault: 'no-route'},
  },
  {
    clause:
      /^(?:connection reset by peer|broken pipe|use of closed network connection|EOF(?![\w ])|server closed idle connection|http2: |connection lost|client connection (?:lost|force closed)|server sent GOAWAY|stream error|transport connection broken|wsarecv|wsasend|.*forcibly closed by the remote host|software caused connection abort)/i,
    says: {fault: 'connection-reset'},
  },
  {clause: /^unexpected EOF/, says: {fault: 'truncated'}},
  {
    clause:
      /^(?:i\/o timeout|(?:connection|operation) timed out|TLS handshake timeout|timeout awaiting response headers|context deadline exceeded|context canceled|request canceled|.*\(Client\.Timeout exceeded|timeout$|.*connected party did not properly respond|timed out$)/i,
    says: {fault: 'timeout'},
  },
  // crypto/x509/verify.go
  {clause: /^certificate signed by unknown authority/, says: {fault: 'tls-unknown-ca'}},
  {clause: /^certificate has expired or is not yet valid/, says: {fault: 'tls-time'}},
  {clause: /^current time \S+ is after /, says: {fault: 'tls-time'}},
  {clause: /^current time \S+ is before /, says: {fault: 'tls-too-early'}},
  {
    clause:
      /^(?:certificate is (?:valid for|not valid for any names)|certificate relies on legacy Common Name|cannot validate certificate for)/,
    says: {fault: 'tls-name'},
  },
  {
    clause:
      /^(?:failed to load system roots|.*certificate is not trusted|.*not authorized to sign other certificates|system root pool is not available|self-?signed certificate|unable to get local issuer)/,
    says: {fault: 'tls-unknown-ca'},
  },
  // Whatever else is said of a certificate, or was cut off
  {clause: /^(?:x509|failed to verify certificate)$/, says: {fault: 'tls-certificate'}},
  // crypto/tls: alerts of the other side are "remote error: tls: ...", its own findings "tls: ..."
  {
    clause:
      /^(?:first record does not look like a TLS handshake|oversized record received|server gave HTTP response to HTTPS client)/,
    says: {fault: 'http-on-https'},
  },
  {
    clause: /^(?:malformed HTTP response|Client sent an HTTP request to an HTTPS server)/,
    says: {fault: 'http-on-https'},
  },
  {clause: /^tls$/, says: {fault: 'tls-handshake'}},
  // The files of certificates that the runtimes are given for a host: containerd `tlsConfigFromHost` (hosts.go),
  // containers/image `pkg/tlsclientconfig`, crypto/tls `X509KeyPair`.
  {
    clause:
      /^(?:unable to (?:read|load) CA cert|unable to read CERT file|unable to initialize cert pool|failed to load (?:X509 key pair|cert file|CA file)|missing (?:client certificate|key) \S+ for |failed to find any PEM data|private key does not match public key|(?:open|stat|read) \/\S*(?:\/certs\.d\b|\.(?:crt|pem|cert|key)$))/,
    says: {at: 'resolve', fault: 'tls-files'},
  },
  {
    clause:
      /^(?:proxy$|error connecting to proxy |invalid proxy address|unknown proxy scheme|\d* ?Proxy Authentication Required)/i,
    says: {fault: 'proxy'},
  },
  {clause: /^unsupported protocol scheme/, says: {fault: 'invalid-reference'}},
  // net/http/client.go
  {
    clause: /^(?:stopped after \d+ redirects|\d{3} response missing Location header|failed to parse Location header)/,
    says: {fault: 'http-status'},
  },
]
