import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {rankMessage} from '../../src/doctor/rank-causes.ts'
import {recordedMessages, reportedMessages} from './reported-message.ts'

/** Somebody's way of passing a message on changes nothing of what it means. */
const forms: Readonly<Record<string, (text: string) => string>> = {
  'a line of kubectl describe': (text) => `  Warning  Failed     12s (x3 over 61s)  kubelet            ${text}`,
  'a line of kubectl get events': (text) => `61s         Warning   Failed      pod/app-0   ${text}`,
  JSON: (text) => JSON.stringify({reason: 'Failed', message: text}, undefined, 2),
  'JSON in a log': (text) => JSON.stringify({msg: JSON.stringify({message: text})}),
  'folded YAML': folded,
  'a log line of the kubelet': (text) =>
    `E0102 03:04:05.678901    1234 remote_image.go:238] "PullImage from image service failed" err=${JSON.stringify(text)} image="app"`,
  prose: (text) => `Hello, since today my Pod says ${text}`,
  'a quotation': (text) => `> ${text}`,
  'a code block': (text) => `\`\`\`\n${text}\n\`\`\``,
  'code in a line': (text) => `\`${text}\``,
  'lines that end as on Windows': (text) => `${text.replaceAll('\n', '\r\n')}\r\n`,
}

describe('the same is read in', () => {
  const texts = [...reportedMessages(), ...recordedMessages()].map(({text}) => text)
  const firstThree = (text: string) =>
    rankMessage(text)
      .slice(0, 3)
      .map(({cause}) => cause)
      .join(', ')
  for (const [form, wrap] of Object.entries(forms)) {
    test(form, () => {
      const changed = texts.filter((text) => firstThree(wrap(text)) !== firstThree(text))
      // One in a hundred may lose its context, such as the bracket that a list ends in.
      assert.ok(changed.length <= texts.length / 100, changed.join('\n'))
    })
  }
})

/** As `kubectl get -o yaml` folds a long line. */
function folded(text: string): string {
  const lines = [`        message: '`]
  for (const word of text.replaceAll("'", "''").split(' ')) {
    const line = lines.pop() ?? ''
    if (line.length + word.length <= 80) lines.push(`${line}${word} `)
    else lines.push(line.trimEnd(), `          ${word} `)
  }
  return `${lines.join('\n').trimEnd()}'\n        reason: ErrImagePull`
}
