import assert from 'node:assert/strict'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {inTerminal} from '../cli/pseudo-terminal.ts'
import {cli, shellInvocation} from '../cli/run-cli.ts'

const image = 'registry.corp/team/app:1.0'
const error = `failed to pull and unpack image "${image}": failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`
const hostile = `${error} @someone <script>alert(1)</script> \`x\` | y #12 \\e[31m`

/** Manifests as people write them, with what the kubelet says of one of them. */
const manifests = `# the shop
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: Pod
metadata:
  name: web-0
  namespace: shop
spec:
  nodeName: node-1
  imagePullSecrets:
  - name: regcred
  containers:
  - name: app
    image: ${image}
status:
  phase: Pending
  containerStatuses:
  - name: app
    image: ${image}
    state:
      waiting:
        reason: ImagePullBackOff
        message: ${JSON.stringify(`Back-off pulling image "${image}": ErrImagePull: ${hostile}`).replace('\\\\e', '\\u001b')}
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata:
    name: other
    namespace: shop
  type: kubernetes.io/dockerconfigjson
  data:
    .dockerconfigjson: eyJhdXRocyI6e319
`

const folder = mkdtempSync(join(tmpdir(), 'imagecreds-reports-'))
writeFileSync(join(folder, 'shop.yaml'), manifests)
after(() => rmSync(folder, {recursive: true}))

/** What each format looks like, in a file of its own, since most are for programs. */
const screens = join(import.meta.dirname, 'report-screens')

describe('a whole report', {concurrency: 2}, () => {
  for (const format of ['wide', 'name', 'markdown', 'html', 'sarif', 'junit']) {
    test(`as ${format}`, async () => {
      const {stdout, stderr, exitCode} = await doctor(format)
      assert.deepEqual([stderr, exitCode], ['', 1])
      assert.equal(stdout, readFileSync(join(screens, format), 'utf8'))
    })
  }

  test('through a template, which ends its own lines', async () => {
    const jsonpath = await doctor('jsonpath={range .findings[*]}{.code} {.pulls[0].pod}{"\\n"}{end}')
    assert.equal(jsonpath.stdout, 'ICR1101 web-0\n')
    const file = join(folder, 'codes.tmpl')
    writeFileSync(file, '{{range .findings}}{{.code}}{{end}}')
    assert.equal((await doctor(`go-template-file=${file}`)).stdout, 'ICR1101')
  })

  test('for strangers', async () => {
    const {stdout} = await doctor('text', '--redact-hosts')
    assert.match(stdout, /^ {2}secret "secret-1" does not exist in namespace "namespace-1"$/m)
    assert.doesNotMatch(stdout, /web-0|registry\.corp|regcred|team|node-1\b/)
  })
})

describe('what can be seen of a report is text', () => {
  test('the HTML has no tag of a message, and a policy that lets no script run', async () => {
    const {stdout} = await doctor('html')
    assert.doesNotMatch(stdout, /<script/i)
    assert.match(stdout, /content="default-src 'none'; style-src 'sha256-[\w+/=]+'"/)
  })

  test('the XML has no character that XML lacks', async () => {
    assert.doesNotMatch((await doctor('junit')).stdout, /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
  })
})

test('SARIF points to the line that names the image', async () => {
  const {stdout} = await doctor('sarif')
  const [{physicalLocation}] = JSON.parse(stdout).runs[0].results[0].locations
  assert.deepEqual(physicalLocation, {artifactLocation: {uri: 'shop.yaml'}, region: {startLine: 18}})
  assert.match(manifests.split('\n')[17] ?? '', /image: registry/)
})

describe('a template that cannot be read is a fault of the call', {concurrency: 2}, () => {
  const faults: Readonly<Record<string, string>> = {
    'jsonpath={.a': 'error parsing jsonpath {.a, unclosed action',
    'go-template={{.a': 'error parsing template {{.a, unclosed action',
    jsonpath: "jsonpath takes a template, as in jsonpath='{.kind}'",
  }
  for (const [format, fault] of Object.entries(faults)) {
    test(format, async () => {
      assert.deepEqual(await doctor(format), {
        stdout: '',
        stderr: `error: invalid argument for "-o, --output" flag: ${fault}\nSee 'kubectl imagecreds doctor --help' for usage.\n`,
        exitCode: 2,
      })
    })
  }

  test('and one that asks for what is not there is told when it is', async () => {
    const {stdout, stderr, exitCode} = await doctor('jsonpath={.findings[7].code}')
    const fault = 'array index out of bounds: index 7, length 1'
    assert.deepEqual(
      [stdout, stderr, exitCode],
      ['', `error: error executing jsonpath "{.findings[7].code}": ${fault}\n`, 2],
    )
  })
})

describe('explain pages what is longer than the terminal', () => {
  const explain = `stty rows 10 cols 80; ${shellInvocation} explain ICR1101`
  const pager = "sed 's/^/through the pager: /'"

  test('through PAGER, which may leave early', async () => {
    const {screen, exitCode} = await inTerminal(explain, [], {PAGER: pager, TERM: 'xterm'})
    assert.match(screen, /through the pager: /)
    assert.equal(exitCode, 0)
    assert.equal((await inTerminal(explain, [], {PAGER: 'head -n 1', TERM: 'xterm'})).exitCode, 0)
  })

  test('not with --no-pager, with an empty PAGER, with a pager that there is not, or where it fits', async () => {
    const calls: readonly (readonly [string, string])[] = [
      [`${explain} --no-pager`, pager],
      [explain, ''],
      [explain, 'no-such-pager-here'],
      [explain.replace('rows 10', 'rows 200'), pager],
    ]
    for (const [command, PAGER] of calls) {
      const {screen} = await inTerminal(command, [], {PAGER, TERM: 'xterm'})
      assert.doesNotMatch(screen, /through the pager/, command)
      assert.match(screen, /When this is not the cause/, command)
    }
  })
})

function doctor(format: string, ...more: readonly string[]) {
  return cli(['doctor', '--no-probe', '-f', 'shop.yaml', '-o', format, ...more], {cwd: folder})
}
