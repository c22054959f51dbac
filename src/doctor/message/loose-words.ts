import type {Saying} from './clause-rule.ts'
import type {Clause} from './error-chain.ts'

interface LooseWords {
  readonly words: RegExp
  readonly says: Saying
}

/**
 * Phrases that mean one thing wherever they stand. They serve where no program's own form was met: a message that was cut
 * off in the middle of a link, retold by another program, or comes from one we do not know.
 */
const looseWords: readonly LooseWords[] = [
  {words: /\bno space left\b|\bnot enough (?:free |disk )?space\b|\bdisk (?:is )?full\b/i, says: {fault: 'no-space'}},
  {
    words: /\bno such host\b|\bname resolution\b|\bcould not resolve\b|\bserver misbehaving\b/i,
    says: {fault: 'dns'},
  },
  {words: /\bconnection refused\b|\bactively refused\b/i, says: {fault: 'connection-refused'}},
  {words: /\bconnection reset\b|\bbroken pipe\b/i, says: {fault: 'connection-reset'}},
  {words: /\bno route to host\b|\bnetwork is unreachable\b|\bhost is unreachable\b/i, says: {fault: 'no-route'}},
  {words: /\bunknown authority\b|\bself.signed certificate\b/i, says: {fault: 'tls-unknown-ca'}},
  {words: /\bexpired or is not yet valid\b/i, says: {fault: 'tls-time'}},
  {words: /\bhandshake failure\b/i, says: {fault: 'tls-handshake'}},
  {words: /\bHTTP response to HTTPS client\b/i, says: {fault: 'http-on-https'}},
  {words: /\btimeout\b|\btimed out\b|\bdeadline exceeded\b/i, says: {fault: 'timeout'}},
  {words: /\bpull rate limit\b|\btoo many requests\b|\btoomanyrequests\b/i, says: {fault: 'rate-limited'}},
  {words: /\bfailed size validation\b|\bunexpected commit digest\b/, says: {at: 'blob', fault: 'digest-mismatch'}},
  {words: /\bno basic auth credentials\b/i, says: {fault: 'no-basic-credentials', presented: 'nothing'}},
  {words: /\binsufficient_scope\b|\bpull access denied\b|\bno pull access\b/i, says: {fault: 'insufficient-scope'}},
  {
    words:
      /\b(?:image)?pull ?secrets?\b.{0,80}\b(?:not found|not exist|not be found|missing)\b|\bretrieve .{0,40}\bpull secrets?\b/i,
    says: {at: 'keyring', fault: 'secret-unavailable'},
  },
  {words: /\bpull policy of Never\b/, says: {at: 'reference', fault: 'never-present'}},
  {words: /\bshort.name\b/i, says: {at: 'reference', fault: 'short-name'}},
  {words: /\bimage rejected\b|\bsignature (?:was required|validation failed)\b/i, says: {fault: 'signature'}},
  {words: /\bmust be lowercase\b|\binvalid reference format\b/i, says: {at: 'reference', fault: 'invalid-reference'}},
  {words: /\bno match(?:ing)? (?:for platform|manifest)\b/i, says: {at: 'manifest', fault: 'no-platform'}},
  {words: /\bmanifest (?:is )?unknown\b|\bmanifest .{0,80}not found\b/i, says: {fault: 'manifest-unknown'}},
  {words: /\bauthentication (?:is )?required\b|\bunauthorized\b/i, says: {fault: 'unauthorized'}},
  {words: /\baccess (?:is )?(?:denied|forbidden)\b/i, says: {fault: 'forbidden'}},
]

/** What a link says in words that no program's form explains. */
export function looseSaying({words}: Clause): Saying | undefined {
  return looseWords.find((entry) => entry.words.test(words))?.says
}
