import {quoteEnd} from './error-chain.ts'

/** A real message has some hundred characters, an aggregate some thousand; what is longer is not read to its end. */
const longestText = 64 * 1024

/**
 * The messages in a text that somebody copied from a terminal, a log or a manifest: each without what the program that
 * showed it put before and around it. A text that is one message is returned as it is.
 */
export function messagesIn(text: string): readonly string[] {
  const plain = printable(text.slice(0, longestText))
  const fields = quotedFields(plain)
  const messages = fields.length > 0 ? fields : [unescaped(plain)]
  return messages.map(withoutJsonBody).flatMap(events)
}

/** Without the colours of a terminal and other control characters. */
export function printable(text: string): string {
  return text.replace(/\u001b\[[\d;]*[A-Za-z]/g, '').replace(/[^\P{Cc}\n\t]/gu, ' ')
}

/**
 * The values of `err="..."` (klog, logfmt), `error:"..."` and `"message": "..."` (JSON): Go-quoted texts, whose own
 * quotation marks are escaped. Docker's `{"message":"..."}` in the middle of an error is no such field.
 */
function quotedFields(text: string): readonly string[] {
  const values: string[] = []
  const field = /(?:^|[\s,{])(?:(?:err|error|msg|message|note)=|"(?:err|error|msg|message|note)": ?)"/g
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    if (/: ?\{$/.test(text.slice(Math.max(0, match.index - 1), match.index + 1))) continue
    const start = match.index + match[0].length
    const end = quoteEnd(text, start - 1) ?? text.length
    values.push(unescaped(text.slice(start, end)))
    field.lastIndex = end
  }
  return values
}

/** Undoes the escapes of Go's %q and JSON, as often as the text was quoted again: twice at most. */
function unescaped(text: string): string {
  let plain = text
  for (let times = 0; times < 2 && plain.includes('\\"'); times += 1) {
    plain = plain.replace(/\\(u[\da-f]{4}|[nrt"\\])/gi, (_, code: string) => escapes[code] ?? character(code))
  }
  return plain.replace(/\\n/g, '\n')
}

const escapes: Readonly<Record<string, string>> = {n: '\n', r: ' ', t: '\t', '"': '"', '\\': '\\'}

function character(code: string): string {
  const point = Number.parseInt(code.slice(1), 16)
  return point < 0x20 ? ' ' : String.fromCharCode(point)
}

/** Old Docker clients print the body of the daemon's answer: `Error response from daemon: {"message":"..."}`. */
function withoutJsonBody(message: string): string {
  return message.replace(/: ?\{"message": ?"([^{}]*)"\}/g, ': $1')
}

/** What stands before an event's message in `kubectl describe` and `kubectl get events`. */
const eventColumns =
  /^.*?(?:^|\s)(?:Normal|Warning)\s+[A-Z]\w+\s.*?(?=(?:Failed|Back-off|Error|Container image|Unable) )/

/** The first words of a message, wherever a log line or a list puts it. */
const opening =
  /(?:Failed to (?:pull|inspect) image "|Back-off pulling image "|Failed to apply default image tag "|(?:Init:)?(?:ErrImagePull|ImagePullBackOff)\b|rpc error: code|Error response from daemon: |Unable to retrieve some image pull secrets|Container image "|image pull failed for |failed to pull and unpack image "|Failed getting credential from external)/

/** One message for each event; lines that do not begin one continue the one before, as terminals and YAML fold them. */
function events(text: string): readonly string[] {
  const found: string[] = []
  for (const line of text.split('\n')) {
    const own = withoutColumns(line)
    const isContinuation = found.length > 0 && own === line && !opening.test(line)
    if (isContinuation) found.push(joined(found.pop() ?? '', line))
    else found.push(own)
  }
  return found
}

/** klog's header: severity and date, time, thread, file and line; the journal puts its own before it. */
const klogHeader = /^(?:\w{3} +\d+ [\d:.]+ \S+ \S+: )?[IWEF]\d{4} [\d:.]+ +\d+ \S+\.go:\d+\] /

function withoutColumns(line: string): string {
  const start = line.slice(0, 1000)
  const columns = eventColumns.exec(start)?.[0] ?? klogHeader.exec(start)?.[0]
  if (columns !== undefined) return line.slice(columns.length)
  const at = opening.exec(start)?.index ?? 0
  return /[^:]\s+["'([{]*$/.test(line.slice(0, at)) ? line.slice(at) : line
}

/** containerd puts the registry's errors on lines of their own (`unexpectedResponseErr`); a folded word goes on. */
function joined(before: string, line: string): string {
  const isFolded = /^\s+\S/.test(line) && !/^\s+[a-z ]{3,40}: /.test(line)
  return isFolded ? `${before.trimEnd()} ${line.trim()}` : `${before}\n${line}`
}
