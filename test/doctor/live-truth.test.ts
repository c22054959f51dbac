import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Diagnosed} from '../../src/doctor/examine.ts'
import {createHttp} from '../../src/registry/http.ts'
import type {Http} from '../../src/registry/run-probe.ts'
import {startSession} from '../../src/registry/session.ts'
import {startRecordedRegistries} from '../sandbox/lab/recorded-registries.ts'
import {rerouted} from '../sandbox/lab/rerouted.ts'
import {skipWithoutDistribution} from '../sandbox/registry/distribution-binary.ts'
import {causesFor, examineLive, readWhole, snapshotOf, type Truth, truths} from './recorded-truth.ts'

const hides = 'the registry says the same of what is absent and of what the asker may not see'
const onNode = 'what is wrong is on the node, which no registry knows'

/** What no registry can prove, and why. These keep their alternatives; their first answer is still one of the truth's. */
const cannotTell: Readonly<Record<string, string>> = {
  '04d-no-secret-dockerhub-full-name': hides,
  'crio-04d-no-secret-dockerhub-full-name': hides,
  '09u-hub-hub': hides,
  '09v-hub-registry-hub': hides,
  '11-no-pull-right': hides,
  '11b-no-pull-right-hub': hides,
  'crio-10g-two-secrets-two-errors': hides,
  'crio-11-no-pull-right': hides,
  '23e-ghcr-denied': 'GHCR denies a wrong token, one that has ended and one without the right in one word',
  '23f-ghcr-anonymous': hides,
  '23k-quay-anonymous': hides,
  '23l-403-denied': 'a bare 403 to everybody may mean the address as well as the right',
  '26-never-pull': onNode,
  'crio-26-never-pull': onNode,
  '35-corrupt-blob': 'whole layers are not read to compare their digest',
  'crio-35-corrupt-blob': 'whole layers are not read to compare their digest',
  '41b-mirror-denies': onNode,
  'crio-09y-hub-wrong-password': onNode,
}

test('with its registries live the answer is the truth alone and proved, wherever a registry can tell', {
  skip: skipWithoutDistribution(),
}, async (context) => {
  const registries = await startRecordedRegistries()
  const {ca: certificateAuthority, resolve, ports, silent} = registries
  const patient = createHttp({certificateAuthority, resolve, environment: {}})
  const impatient = createHttp({certificateAuthority, resolve, environment: {}, timeoutMs: 300})
  const http: Http = {send: (request) => (silent.has(request.url.hostname) ? impatient : patient).send(request)}
  try {
    const judged: Judged[] = []
    // One after the other: a machine that is busy with all of them at once meets time-outs of its own.
    for (const truth of truths) {
      const snapshot = readWhole(snapshotOf(truth.scenario))
      const session = startSession()
      const causes = causesFor(truth, await examineLive(snapshot, rerouted(http, ports), session))
      judged.push({truth, causes, isExact: isExact(truth, causes), requests: session.requests})
    }
    const failing = judged.filter(({truth}) => truth.best !== 'healthy')
    const exact = failing.filter(({isExact}) => isExact)
    context.diagnostic(`failing: ${failing.length}; the truth alone, proved: ${exact.length}`)
    const requests = failing.map((each) => each.requests)
    const sum = requests.reduce((total, each) => total + each, 0)
    context.diagnostic(`requests: ${sum} in all, ${Math.max(...requests)} at most for one recording`)
    const wide = failing.filter(({isExact}) => !isExact)
    for (const {truth, causes} of wide) context.diagnostic(`${row(truth, causes)}: ${cannotTell[truth.scenario]}`)
    const asked = judged.filter(({truth, requests}) => truth.best === 'healthy' && requests > 0)
    assert.deepEqual(
      asked.map(({truth}) => truth.scenario),
      [],
      'a healthy Pod needs no question',
    )
    assert.deepEqual(wide.map(({truth}) => truth.scenario).sort(), Object.keys(cannotTell).sort())
    assert.deepEqual(
      judged.filter(({truth, causes}) => !isRight(truth, causes)).map(({truth, causes}) => row(truth, causes)),
      [],
    )
  } finally {
    await Promise.all([patient.close(), impatient.close(), registries.close()])
  }
})

interface Judged {
  readonly truth: Truth
  readonly causes: readonly Diagnosed[]
  readonly isExact: boolean
  /** Sent to registries and token servers. */
  readonly requests: number
}

function isExact({best}: Truth, [answer, ...others]: readonly Diagnosed[]): boolean {
  return others.length === 0 && answer?.diagnosis.cause === best && answer.finding.certainty === 'proved'
}

/** The first answer is true; what is only also true is not called proved. */
function isRight({best, also}: Truth, [answer]: readonly Diagnosed[]): boolean {
  if (answer === undefined) return best === 'healthy'
  const {diagnosis, finding} = answer
  return diagnosis.cause === best || (also.includes(diagnosis.cause) && finding.certainty !== 'proved')
}

function row({scenario, best}: Truth, causes: readonly Diagnosed[]): string {
  const found = causes.map(({diagnosis, finding}) => `${diagnosis.cause} (${finding.certainty})`)
  return `${scenario}: ${best}, found ${found.length === 0 ? 'nothing' : found.join(', ')}`
}
