import assert from 'node:assert/strict'
import {describe, type TestContext, test} from 'node:test'
import {rankMessage} from '../../src/doctor/rank-causes.ts'
import {answerScenarios} from './answer-scenarios.ts'
import type {World} from './cluster.ts'
import {contentScenarios} from './content-scenarios.ts'
import {examined} from './examined.ts'
import {failingContainers} from './failing-containers.ts'
import {failingPods} from './failing-pods.ts'
import {keyScenarios} from './key-scenarios.ts'
import {nameScenarios} from './name-scenarios.ts'
import {nodePods} from './node-pods.ts'
import {productScenarios} from './product-scenarios.ts'
import {quietPods} from './quiet-pods.ts'
import {right, wrong} from './registries.ts'
import {quotesRegistry, type Runtime, runtimes} from './runtime.ts'
import {play, type Scenario, type Scenarios} from './scenario.ts'
import {serviceAccountScenarios} from './service-account-scenarios.ts'
import {severalSecrets} from './several-secrets.ts'
import {transportScenarios} from './transport-scenarios.ts'

/**
 * Clusters that nobody recorded: Secrets, registries and runtimes put together from their sources, in every combination,
 * as `doctor -f` reads them.
 */
const tables: Readonly<Record<string, Scenarios>> = {
  'one login under every form of key': keyScenarios,
  'every content of a Secret': contentScenarios,
  'several Secrets': severalSecrets,
  'Secrets of the ServiceAccount': serviceAccountScenarios,
  'names of images': nameScenarios,
  'the way to the registry': transportScenarios,
  'the answer of a registry': answerScenarios,
  'the answers of products': productScenarios,
}

const allScenarios: Scenarios = Object.assign({}, ...Object.values(tables))

/** One scenario in one runtime, and what is said of it. */
interface Played {
  readonly sentence: string
  readonly scenario: Scenario
  readonly world: World
  readonly said: readonly string[]
  /** Of the first answer. */
  readonly certainty: string | undefined
}

describe('the first answer is right in each runtime’s words: ', () => {
  for (const [subject, scenarios] of Object.entries(tables)) {
    test(subject, (context) => {
      const played = runtimes.flatMap((runtime) => playAll(scenarios, runtime))
      report(context, played)
      assert.deepEqual(played.filter((each) => !isRight(each)).map(describeAnswer), [])
    })
  }
})

test('a scenario’s truth is healthy where its registry lets the kubelet pull, and nowhere else', () => {
  for (const [sentence, scenario] of Object.values(tables).flatMap(Object.entries<Scenario>)) {
    const pods = play(scenario, 'containerd-2.3').pods
    const isPulled = pods.every(({containers}) => containers.every(({reported}) => reported?.imageID !== undefined))
    assert.equal(isPulled, scenario.truth === 'healthy', sentence)
  }
})

test('a kubelet of today says all of it in the status: without events the answer is the same', () => {
  const played = playAll(allScenarios, 'containerd-2.3', withoutEvents)
  assert.deepEqual(played.filter((each) => !isRight(each)).map(describeAnswer), [])
})

describe('of what was withheld nothing is proved, and nobody who is well is alarmed, by', () => {
  const views: Readonly<Record<string, (kind: string) => boolean>> = {
    'a file without Secrets': (kind) => kind !== 'Secret',
    'a file of Pods': (kind) => kind === 'Pod',
    'a file of Pods and events': (kind) => kind === 'Pod' || kind === 'Event',
    'a file of events': (kind) => kind === 'Event',
  }
  for (const [view, isKept] of Object.entries(views)) {
    test(view, () => {
      for (const runtime of ['containerd-2.3', 'cri-o-1.36'] as const) {
        for (const each of playAll(allScenarios, runtime, (world) => world, isKept)) {
          if (isRight(each)) continue
          assert.ok(each.scenario.truth !== 'healthy' && each.certainty !== 'proved', describeAnswer(each))
        }
      }
    })
  }
})

test('what befell a pull on its way is told by the message alone', (context) => {
  const scenarios = {...transportScenarios, ...answerScenarios, ...productScenarios}
  const places = runtimes.flatMap((runtime) => playAll(scenarios, runtime)).map(placeInMessage)
  const first = places.filter((place) => place === 0).length
  const amongThree = places.filter((place) => place >= 0 && place < 3).length
  context.diagnostic(`${places.length} messages: ${first} right first, ${amongThree} among three`)
  assert.ok(first >= 0.85 * places.length)
  assert.ok(amongThree >= 0.97 * places.length)
})

for (const [subject, scenarios] of Object.entries({
  'nothing is said of': quietPods,
  'each container that fails has its answer:': failingContainers,
  'each Pod that fails has its answer:': failingPods,
  'the node’s own words are understood:': nodePods,
})) {
  describe(subject, () => {
    for (const [sentence, {world, truths}] of Object.entries(scenarios)) {
      test(sentence, () => {
        for (const runtime of runtimes) {
          for (const {pullCase, causes} of examined(world(runtime))) {
            const {pod, container} = pullCase.plan
            const cause = causes[0]?.diagnosis.cause ?? 'nothing'
            const accepted: readonly string[] = truths[`${pod.name}/${container.name}`] ?? ['nothing']
            assert.ok(accepted.includes(cause), `${runtime}, ${pod.name}/${container.name}: ${cause}, not ${accepted}`)
          }
        }
      })
    }
  })
}

test('no finding shows a password', () => {
  for (const scenario of Object.values(tables).flatMap(Object.values<Scenario>)) {
    const text = JSON.stringify(examined(play(scenario, 'cri-o-1.36')).map(({causes, remarks}) => [causes, remarks]))
    assert.ok(!text.includes(right.password) && !text.includes(wrong.password))
  }
})

function playAll(
  scenarios: Scenarios,
  runtime: Runtime,
  view: (world: World) => World = (world) => world,
  isKept: (kind: string) => boolean = () => true,
): readonly Played[] {
  return Object.entries(scenarios)
    .filter(([, {isToldByBody}]) => isToldByBody !== true || quotesRegistry(runtime))
    .map(([sentence, scenario]) => {
      const world = view(play(scenario, runtime))
      const causes = examined(world, isKept).flatMap((examination) => examination.causes)
      const said = causes.map(({diagnosis}) => diagnosis.cause)
      return {sentence: `${sentence} [${runtime}]`, scenario, world, said, certainty: causes[0]?.finding.certainty}
    })
}

function withoutEvents(world: World): World {
  const pods = world.pods.map(({events: _, containers, ...pod}) => ({
    ...pod,
    containers: containers.map(({reported, ...container}) => ({
      ...container,
      ...(reported && {reported: {...reported, events: []}}),
    })),
  }))
  return {...world, pods}
}

function isRight({scenario, said: [first]}: Played): boolean {
  if (first === undefined) return scenario.truth === 'healthy'
  return [scenario.truth, ...(scenario.also ?? [])].some((cause) => cause === first)
}

function describeAnswer({sentence, scenario, said}: Played): string {
  return `${sentence}: ${scenario.truth}, not ${said.slice(0, 3).join(', ') || 'healthy'}`
}

/** Where the truth, or what is as good, stands among the causes of the event's message. */
function placeInMessage({scenario, world}: Played): number {
  const events = world.pods.flatMap(({containers}) => containers.flatMap(({reported}) => reported?.events ?? []))
  const message = events.find(({message: text}) => text.startsWith('Failed to pull image'))?.message ?? ''
  const accepted = [scenario.truth, ...(scenario.also ?? [])]
  return rankMessage(message).findIndex(({cause}) => accepted.includes(cause))
}

/** Per cause: right first, among the first three, raised where another was true. */
function report(context: TestContext, played: readonly Played[]): void {
  for (const [truth, group] of Map.groupBy(played, ({scenario}) => scenario.truth)) {
    const first = group.filter(isRight).length
    const amongThree = group.filter((each) => isRight(each) || each.said.slice(0, 3).includes(truth)).length
    const alarms = played.filter((each) => each.said[0] === truth && !isRight(each)).length
    context.diagnostic(`${truth}: ${first}/${group.length} first, ${amongThree} among three; raised wrongly: ${alarms}`)
  }
}
