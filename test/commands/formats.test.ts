import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {after, describe, test} from 'node:test'
import {parse} from 'yaml'
import {displayWidth} from '../../src/report/display-width.ts'
import {reportFormatNames} from '../../src/report/formats.ts'
import {inTerminal} from '../cli/pseudo-terminal.ts'
import {cli, shellInvocation} from '../cli/run-cli.ts'
import {aFailingPod} from './cluster-object.ts'
import {aLogin, aPod, aPullSecret} from './object.ts'

const reportFormats = [...reportFormatNames, 'jsonpath', 'jsonpath-file', 'go-template']
const image = 'registry.corp/team/app:1.0'
const chain = `failed to pull and unpack image "${image}": failed to resolve image: `
const noLogin = `${chain}pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`
const noHost = `${chain}failed to do request: Head "https://registry.corp/v2/team/app/manifests/1.0": dial tcp: lookup registry.corp on 10.96.0.10:53: no such host`
const other = aPullSecret('other', {'other.corp': aLogin('bot', 'p-0f2c')})

/** A proved cause, a likely one, and something amiss that stops no pull. */
const amiss = [
  aFailingPod('dns-0', image, noHost),
  aFailingPod('web-0', image, noLogin, {pullSecrets: ['regcred']}),
  aPod('calm-0', {image, pullSecrets: ['gone']}),
  other,
]
const healthy = [aPod('calm-0', {image}), other]

const folder = mkdtempSync(join(tmpdir(), 'imagecreds-formats-'))
after(() => rmSync(folder, {recursive: true}))

describe('-o json and -o yaml', {concurrency: 2}, () => {
  test('have the keys that are kept from version to version, in the order of certainty', async () => {
    const {
      findings,
      notChecked,
      totals,
      paths: _paths,
      matrix: _matrix,
      ...head
    } = JSON.parse((await doctor(amiss, 'json')).stdout)
    assert.deepEqual(head, {
      apiVersion: 'imagecreds/v1',
      kind: 'Report',
      scope: 'standard input: namespace "shop"',
    })
    const order = findings.map((finding: Row) => [finding.cause, finding.severity, finding.certainty, podsOf(finding)])
    assert.deepEqual(order, [
      ['secret-missing', 'error', 'proved', ['web-0']],
      ['dns-failure', 'error', 'likely', ['dns-0']],
      ['secret-missing-but-not-the-cause', 'warning', 'proved', ['calm-0']],
    ])
    for (const finding of findings) {
      assert.deepEqual(Object.keys(finding).sort(), keysOfFinding)
      assert.match(finding.code, /^ICR1\d{3}$/)
    }
    assert.deepEqual(findings[0].pulls, [{namespace: 'shop', pod: 'web-0', container: 'app', image}])
    assert.deepEqual(findings[0].evidence[0], {
      kind: 'field',
      object: 'pod/web-0',
      path: 'spec.imagePullSecrets',
      value: 'regcred',
    })
    assert.deepEqual(findings[0].remedies[0].command.slice(0, 4), ['kubectl', 'imagecreds', 'create', 'regcred'])
    assert.deepEqual(Object.keys(notChecked[0]).sort(), ['pulls', 'what', 'why'])
    assert.deepEqual(totals, {pods: 3, pulls: 3, images: 1, probes: 0, requests: 0, superseded: 0})
  })

  test('quote the whole message that text shortens', async () => {
    const {findings} = JSON.parse((await doctor(amiss, 'json')).stdout)
    const texts = findings.flatMap(({evidence}: Row) => evidence.flatMap(({text}) => text ?? []))
    assert.ok(texts.includes(`Back-off pulling image "${image}": ErrImagePull: ${noHost}`))
  })

  test('say the same', async () => {
    const [json, yaml] = await Promise.all([doctor(amiss, 'json'), doctor(amiss, 'yaml')])
    assert.deepEqual(parse(yaml.stdout), JSON.parse(json.stdout))
    assert.doesNotMatch(yaml.stdout, /^[^#]*[&*]a\d+/m)
  })
})

describe('the exit code is the same in every format', {concurrency: 2}, () => {
  for (const format of [...reportFormats.slice(0, -3), 'jsonpath={.kind}', 'go-template={{.kind}}']) {
    test(format, async () => {
      assert.equal((await doctor(healthy, format)).exitCode, 0)
      assert.equal((await doctor(amiss, format)).exitCode, 1)
      const fault = await cli(`doctor -f ${folder}/none -o ${format}`)
      assert.deepEqual(fault, {stdout: '', stderr: `error: file "${folder}/none" does not exist\n`, exitCode: 2})
    })
  }
})

test('a format that is not known is told with those that are', async () => {
  assert.deepEqual(await cli('doctor -o custom-columns'), {
    stdout: '',
    stderr: `error: invalid argument for "-o, --output" flag: there is no format "custom-columns"; it takes ${reportFormats.join(', ')}, or go-template-file
See 'kubectl imagecreds doctor --help' for usage.
`,
    exitCode: 2,
  })
})

test('colour marks severity, names and steps, and takes nothing away without it', async () => {
  const [plain, coloured] = await Promise.all([doctor(amiss, 'text'), doctor(amiss, 'text', {FORCE_COLOR: '1'})])
  assert.equal(coloured.stdout.replace(/\x1b\[\d+m/g, ''), plain.stdout)
  const shown = coloured.stdout.replaceAll('\x1b', '^')
  assert.match(shown, /^\^\[31m✗\^\[39m \^\[31mICR1101\^\[39m \^\[1mSecretMissing\^\[22m {2,}pod\/web-0 \(app\)$/m)
  assert.match(shown, /^\^\[33m!\^\[39m \^\[33mICR1107\^\[39m/m)
  assert.match(shown, /^ {2}\^\[32m→\^\[39m Create it/m)
  assert.match(shown, /^\^\[36m\?\^\[39m \^\[1mnot checked\^\[22m$/m)
  assert.match(shown, /^\^\[31m2 errors\^\[39m, \^\[33m1 warning\^\[39m, /m)
})

test('no line but a command is wider than the terminal', async () => {
  const wide = (await doctor(amiss, 'text')).stdout
  assert.deepEqual(widerThan(80, wide), [])
})

test('a terminal of 40 columns gets lines of 40 columns', async () => {
  const file = join(folder, 'amiss.json')
  writeFileSync(file, list(amiss.slice(1)))
  const command = `stty cols 40; ${shellInvocation} doctor --no-probe -f ${file}`
  const {screen, exitCode} = await inTerminal(`cd ${folder}; ${command.replace(file, 'amiss.json')}`, [], {
    LC_ALL: 'C.UTF-8',
  })
  assert.equal(exitCode, 1)
  assert.equal(
    screen,
    `amiss.json: namespace "shop"
  2 Pods, 1 image, 0 probes

✗ ICR1101 SecretMissing  pod/web-0 (app)
  secret "regcred" does not exist in
  namespace "shop"
    pod/web-0  spec.imagePullSecrets =
    regcred
    ImagePullBackOff: … authorization
    failed: no basic auth credentials
  → Create it in namespace "shop": the
    kubelet reads only the Pod's own
    namespace.
    kubectl imagecreds create regcred -n shop --server registry.corp --username USER
  → Wait for the next try: the kubelet
    reads the Secret again each time,
    within five minutes.
    kubectl imagecreds explain ICR1101

! ICR1107 SecretMissingButNotTheCause
  secret "gone" does not exist in
  namespace "shop"; no pull fails for it
    pod/calm-0 (app)
    pod/calm-0  spec.imagePullSecrets =
    gone
  → Create it, or take its name out of
    the workload or of ServiceAccount
    "default".
    kubectl get secret gone -n shop
    kubectl imagecreds explain ICR1107

? not checked
  the registries: --no-probe was given

1 error, 1 warning, 1 thing not checked
`,
  )
  assert.deepEqual(widerThan(40, screen), [])
})

test('what a registry or a manifest says moves no cursor and hides nothing', async () => {
  const evil = `${chain}unexpected status from HEAD request to https://registry.corp/v2/: 403 Forbidden\r\ndenied: \x1b[2J\x1b]0;owned\x07 \u202egnp\u202c`
  const pod = aFailingPod('web-0', `${image}\x1b[31m`, evil, {pullSecrets: ['re\u200bgcred']})
  const run = await doctor([pod, other], 'text')
  assert.doesNotMatch(run.stdout, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e]/)
  assert.equal(
    run.stdout,
    `standard input: namespace "shop"  1 Pod, 1 image, 0 probes

✗ ICR1001 InvalidImageName                                       pod/web-0 (app)
  image "registry.corp/team/app:1.0\\u001b[31m" is not a valid name: invalid
  reference format
    pod/web-0  spec.containers[app].image = registry.corp/team/app:1.0\\u001b[31m
    ImagePullBackOff: … 403 Forbidden denied: \\u001b[2J\\u001b]0;owned\\u0007
    \\u202egnp\\u202c
  → Correct the image: HOST[:PORT]/PATH[:TAG][@DIGEST], in lower case.
    kubectl imagecreds explain ICR1001

! ICR1107 SecretMissingButNotTheCause                            pod/web-0 (app)
  secret "re\\u200bgcred" does not exist in namespace "shop"; the pull fails for
  another cause
    pod/web-0  spec.imagePullSecrets = re\\u200bgcred
  → Create it, or take its name out of the workload or of ServiceAccount
    "default".
    kubectl get secret "$(printf 're\\342\\200\\213gcred')" -n shop
    kubectl imagecreds explain ICR1107

1 error, 1 warning
`,
  )
})

interface Row {
  readonly cause: string
  readonly severity: string
  readonly certainty: string
  readonly pulls: readonly {readonly pod: string}[]
  readonly evidence: readonly {readonly text?: string}[]
}

const keysOfFinding = [
  'alternatives',
  'cause',
  'certainty',
  'code',
  'evidence',
  'helpUri',
  'message',
  'name',
  'pulls',
  'remedies',
  'severity',
]

function podsOf({pulls}: Row): readonly string[] {
  return pulls.map(({pod}) => pod)
}

function doctor(objects: readonly object[], format: string, env: Readonly<Record<string, string>> = {}) {
  return cli(`doctor --no-probe -f - -o ${format}`, {stdin: list(objects), env})
}

function list(items: readonly object[]): string {
  return JSON.stringify({apiVersion: 'v1', kind: 'List', items})
}

function widerThan(columns: number, screen: string): readonly string[] {
  return screen.split('\n').filter((line) => displayWidth(line) > columns && !line.startsWith('    kubectl '))
}
