import assert from 'node:assert/strict'
import {type TestContext, test} from 'node:test'
import type {Examination} from '../../src/doctor/examine.ts'
import type {Http, HttpResponse} from '../../src/registry/run-probe.ts'
import {notChecked} from '../../src/report/not-checked.ts'
import {causesFor, examineLive, isAccepted, readWhole, snapshotOf, type Truth, truths} from './recorded-truth.ts'

/** Registries that tell this machine something other than they told the node, at the port that asks them. */
const healed = always(
  answer(200, {
    'content-type': 'application/vnd.oci.image.manifest.v1+json',
    'docker-content-digest': `sha256:${'a'.repeat(64)}`,
  }),
)
const asksEverybody = always(refusal(401, 'UNAUTHORIZED', {'www-authenticate': 'Basic realm="any"'}))
const asksNobody = always(refusal(401, 'UNAUTHORIZED'))
const forbids = always(refusal(403, 'DENIED'))
const hasNoRepository = absent('NAME_UNKNOWN')
const hasNoTag = absent('MANIFEST_UNKNOWN')
const inTheWay: Readonly<Record<string, Http>> = {
  'a captive portal answers in their place': always(answer(200, {'content-type': 'text/html'}, '<html>')),
  'they limit this machine': always(refusal(429, 'TOOMANYREQUESTS', {'retry-after': '60'})),
  'they are down': always(answer(503)),
  'their names do not resolve here': always({kind: 'failure', cause: {kind: 'dns-failure', code: 'ENOTFOUND'}}),
  'this machine does not trust them': always({
    kind: 'failure',
    cause: {kind: 'tls-unknown-ca', code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'},
  }),
}

for (const [sentence, http] of Object.entries({
  'they have been mended since': healed,
  'they ask everybody for a login': asksEverybody,
  'they refuse everybody without a challenge': asksNobody,
  'they forbid everything': forbids,
  ...inTheWay,
})) {
  test(`whatever the registries say here, the node's own cause is named: ${sentence}`, async (context) => {
    await assertNamed(context, http, () => false)
  })
}

const absences = ['repository-not-found', 'tag-not-found']

for (const [sentence, http] of Object.entries({
  'they have no such repository': hasNoRepository,
  'they have no such tag': hasNoTag,
})) {
  test(`what the node left open may be absent here: ${sentence}`, async (context) => {
    await assertNamed(
      context,
      http,
      ({best, also}) => leavesOpen.has(best) || also.some((each) => leavesOpen.has(each)),
    )
  })
}

/** Truths whose message does not say that the image is there. */
const leavesOpen = new Set([...absences, 'digest-not-found', 'repository-not-found-or-no-access'])

test('a pull that would go well now is said to, beside every cause', async () => {
  const silent: string[] = []
  for (const truth of truths) {
    const examinations = await examineLive(readWhole(snapshotOf(truth.scenario)), healed)
    for (const {pullCase, causes} of examinations) {
      const isServed = pullCase.outcomes.attempts.some(({outcome}) => outcome.kind === 'readable')
      const steps = causes.map(({finding}) => finding.remedies.map(({step}) => step).join(' '))
      if (isServed && steps.some((text) => !text.includes('serves the manifest to this machine'))) {
        silent.push(truth.scenario)
      }
    }
  }
  assert.deepEqual(silent, [])
})

for (const [sentence, http] of Object.entries(inTheWay)) {
  test(`what stands in this machine's way is listed as not checked: ${sentence}`, async () => {
    const silent: string[] = []
    for (const truth of truths) {
      const snapshot = readWhole(snapshotOf(truth.scenario))
      const cases = (await examineLive(snapshot, http)).map(({pullCase}) => pullCase)
      const isAsked = cases.some(({outcomes}) => outcomes.attempts.length > 0)
      const isTheNodes = ['rate-limited', 'server-error', 'not-a-registry', 'dns-failure', 'tls-unknown-ca']
      if (!isAsked || isTheNodes.includes(truth.best)) continue
      if (notChecked(snapshot, cases, {kind: 'asked'}).length === 0) silent.push(truth.scenario)
    }
    assert.deepEqual(silent, [])
  })
}

test('a registry that tells what is absent shows that what it refuses is there', async () => {
  const candid: Http = {send: async ({url}) => refusalUnlessAbsent(url)}
  const answers: Readonly<Record<string, string>> = {
    '11-no-pull-right': 'no-pull-permission (proved)',
    '11b-no-pull-right-hub': 'no-pull-permission (proved)',
    'crio-11-no-pull-right': 'no-pull-permission (proved)',
    '04d-no-secret-dockerhub-full-name': 'no-credentials (proved)',
    '09u-hub-hub': 'secret-key-mismatch (proved)',
    '09v-hub-registry-hub': 'secret-key-mismatch (proved)',
  }
  for (const [scenario, expected] of Object.entries(answers)) {
    const truth = truths.find((each) => each.scenario === scenario)
    assert.ok(truth)
    assert.equal(found(truth, await examineLive(readWhole(snapshotOf(scenario)), candid)), expected, scenario)
  }
})

/** Every first answer is the truth or leaves out only what it may, no other is proved, and no healthy Pod has any. */
async function assertNamed(context: TestContext, http: Http, mayBeAbsent: (truth: Truth) => boolean): Promise<void> {
  const wrong: string[] = []
  for (const truth of truths) {
    const examinations = await examineLive(readWhole(snapshotOf(truth.scenario)), http)
    const isRight = isTrue(truth, examinations) || (mayBeAbsent(truth) && isAbsent(truth, examinations))
    if (!isRight) wrong.push(`${truth.scenario}: ${truth.best}, not ${found(truth, examinations)}`)
  }
  context.diagnostic(`${truths.length - wrong.length}/${truths.length}`)
  assert.deepEqual(wrong, [])
}

function isTrue(truth: Truth, examinations: readonly Examination[]): boolean {
  const [answer] = causesFor(truth, examinations)
  if (!isAccepted(truth, answer)) return false
  return answer?.finding.certainty !== 'proved' || answer.diagnosis.cause === truth.best
}

function isAbsent(truth: Truth, examinations: readonly Examination[]): boolean {
  return absences.includes(causesFor(truth, examinations)[0]?.diagnosis.cause ?? '')
}

function found(truth: Truth, examinations: readonly Examination[]): string {
  return causesFor(truth, examinations)
    .map(({diagnosis, finding}) => `${diagnosis.cause} (${finding.certainty})`)
    .join(', ')
}

function always(result: Awaited<ReturnType<Http['send']>>): Http {
  return {send: async () => result}
}

/** Of repositories that cannot exist it says so; all others it refuses. */
function refusalUnlessAbsent({pathname}: URL): HttpResponse {
  return /\/absent-[0-9a-f]+\//.test(pathname) ? refusal(404, 'NAME_UNKNOWN') : refusal(403, 'DENIED')
}

/** A registry without what is asked for, but a registry. */
function absent(code: string): Http {
  return {send: async ({url}) => (url.pathname === '/v2/' ? answer(200) : refusal(404, code))}
}

function refusal(status: number, code: string, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return answer(status, headers, JSON.stringify({errors: [{code, message: 'as the sandbox says'}]}))
}

function answer(status: number, headers: Readonly<Record<string, string>> = {}, body = ''): HttpResponse {
  const values = Object.entries(headers).map(([name, value]) => [name, [value]] as const)
  return {kind: 'response', status, headers: new Map(values), body: Buffer.from(body)}
}
