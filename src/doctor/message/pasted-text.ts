import {quoteEnd} from './error-chain.ts'

/**
 * The messages in a text that somebody copied from a terminal, a log or a manifest: each without what the program that
 * showed it put before and around it. A text that is one message is returned as it is.
 */
export function messagesIn(text: string): readonly string[] {
  const plain = withoutJsonBody(withoutYamlQuotes(printable(text)))
  return quotedMessages(plain).flatMap(lines)
}

/** Without the colours of a terminal and other control characters. */
function printable(text: string): string {
  return text.replace(/\u001b\[[\d;]*[A-Za-z]/g, '').replace(/[^\P{Cc}\n\t]/gu, ' ')
}

/** A text in YAML's single quotes has each of its own twice. */
function withoutYamlQuotes(text: string): string {
  return /^[^\S\n]*(?:- )?message: '/m.test(text) ? text.replaceAll("''", "'") : text
}

/**
 * Old Docker clients print the body of the daemon's answer: `Error response from daemon: {"message":"..."}`; others its
 * status, which is not the registry's: `(HTTP code 500) server error - ...`.
 */
function withoutJsonBody(text: string): string {
  return text
    .replace(/\(HTTP code \d{3}\) (?:server error|no such \w+|unexpected)(?: -)? /g, '')
    .replace(/([a-z)]: ?)\{"message": ?"([^{}]*)"\}/g, '$1$2')
    .replace(registryBody, quotedError)
}

/** The body of a registry's answer (distribution spec, "Error Codes"), which is no object that holds a message of the kubelet's. */
const registryBody = /\{\s*"errors"\s*:\s*\[\s*\{([^{}]*)[^\]]{0,2000}\]\s*\}/g

/** The first error as clients print it: code, colon, message. */
function quotedError(body: string, members: string): string {
  const [code, message] = ['code', 'message'].map(
    (name) => new RegExp(`"${name}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)"`).exec(members)?.[1],
  )
  const words = [code, message].filter((word) => word !== undefined && word !== '')
  return words.length === 0 ? body : words.join(': ')
}

/** The values of the fields that hold messages; the text itself where there are none. */
function quotedMessages(text: string): readonly string[] {
  const once = unescaped(text)
  for (const candidate of [text, once]) {
    const values = fieldValues(candidate)
    if (values.length > 0) return values.flatMap(quotedInside)
  }
  return [unescaped(once).replace(/\\n/g, '\n')]
}

/** A log may hold JSON as the text of its message. */
function quotedInside(value: string): readonly string[] {
  const inner = fieldValues(value)
  return inner.length > 0 ? inner : [value]
}

/**
 * The values of `err="..."` (klog, logfmt), of `"message": "..."` (JSON), and of the kubelet's own `with ErrImagePull: "..."`
 * (`SyncResult` in `pkg/kubelet/container/sync_result.go`): Go-quoted texts, unescaped.
 */
function fieldValues(text: string): readonly string[] {
  const values: string[] = []
  let after = 0
  const field =
    /(?:^|[\s,{])(?:(?:err|error|msg|message|note)=|"(?:err|error|msg|message|note)": ?|with (?:Err\w*Pull|Image\w+|InvalidImageName): )"/g
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    const start = field.lastIndex
    if (opensMessage(text.slice(Math.max(after, match.index - longestOpening), match.index))) continue
    const end = quoteEnd(text, start - 1) ?? text.length
    values.push(unescaped(text.slice(start, end)))
    field.lastIndex = end
    after = end
  }
  return values
}

/** Of a line, before the quotation of an answer. */
const longestOpening = 2000

/** In a line that is a message already, such a field is of the answer that the message quotes. */
function opensMessage(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return /(?:Failed to pull image "|rpc error: code|Error response from daemon: |failed to (?:pull and unpack image|resolve reference) ")/.test(
    line,
  )
}

const escapes: Readonly<Record<string, string>> = {n: '\n', r: ' ', t: '\t', '"': '"', '\\': '\\'}

/** Undoes the escapes of Go's %q and JSON once, in a text that has quotation marks of this kind. */
function unescaped(text: string): string {
  if (!text.includes('\\"')) return text
  return text.replace(/\\(u[\da-f]{4}|[nrt"\\])/gi, (_, code: string) => escapes[code] ?? character(code))
}

function character(code: string): string {
  const point = Number.parseInt(code.slice(1), 16)
  return point < 0x20 ? ' ' : String.fromCharCode(point)
}

/** One message for each line that begins one; other lines go on with the one before. */
function lines(text: string): readonly string[] {
  const found: string[] = []
  let indentOfKey = Number.POSITIVE_INFINITY
  for (const line of text.split('\n')) {
    const isOfKey = found.length > 0 && line.search(/\S/) > indentOfKey
    // The Docker Engine's progress: what follows is the end of the same pull.
    const isOfPull = /^\S+: Pulling from \S+$/.test(found.at(-1) ?? '')
    const message = isOfKey || isOfPull ? undefined : messageOf(line)
    if (!isOfKey) indentOfKey = manifestKey.test(line) ? line.search(/\S/) : Number.POSITIVE_INFINITY
    if (message !== undefined) found.push(message)
    else found.push(joined(found.pop(), line))
  }
  return found
}

/** `kubectl describe` (type, reason, age, from) and `kubectl get events` (age, type, reason, object). */
const eventColumns =
  /^.{0,200}?\b(?:Normal|Warning)\s+[A-Z]\w+\s+(?:\S+\/\S+\s+|(?:<\w+>|[\dwdhms]+)(?: \(x\d+ over [\dwdhms]+\))?\s+[\w.-]+(?:, \S+)?\s+)?(?=\S)/

/** klog's header: severity and date, time, thread, file and line; the journal puts its own before it. */
const klogHeader = /^(?:\w{3} +\d+ [\d:.]+ \S+ \S+: )?[IWEF]\d{4} [\d:.]+ +\d+ \S+\.go:\d+\] /

/** YAML; what belongs to the key is set in further than the key. */
const manifestKey = /^\s*(?:- )?message: ['"]?(?=\w)/

/** The first words of a message, wherever somebody's own text puts it. */
const opening =
  /(?:Failed to (?:pull|inspect) image "|Back-off pulling image "|Failed to apply default image tag "|(?:Init:)?(?:ErrImagePull|ImagePullBackOff|ImageInspectError|InvalidImageName|ErrImageNeverPull)\b|rpc error: code|Error response from daemon: |Unable to retrieve some image pull secrets|Container image "|image pull failed for |failed to pull and unpack image "|failed to get sandbox image "|failed to resolve reference "|Failed getting credential from external)/

/** The message that a line begins, or `undefined` where it begins none. */
function messageOf(line: string): string | undefined {
  const start = line.slice(0, 1000)
  const before = eventColumns.exec(start) ?? klogHeader.exec(start) ?? manifestKey.exec(start)
  if (before !== null) return line.slice(before[0].length)
  const at = opening.exec(start)?.index
  if (at === undefined) return undefined
  // Behind a colon it is the cause of what stands before, which tells more.
  return /[^:]\s["'`([{]*$/.test(line.slice(0, at)) ? line.slice(at) : line
}

/** containerd puts the errors of a registry on lines of their own; a line that is set in was folded. */
function joined(before: string | undefined, line: string): string {
  if (before === undefined) return line
  const isError =
    /^\s*(?:denied|unauthorized|toomanyrequests|name unknown|manifest unknown|unsupported|unknown): /.test(line)
  return /^\s+\S/.test(line) && !isError ? `${before.trimEnd()} ${line.trim()}` : `${before}\n${line}`
}
