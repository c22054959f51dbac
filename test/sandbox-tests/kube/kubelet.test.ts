import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {setImmediate} from 'node:timers/promises'
import {startApiServer} from '../../sandbox/kube/api-server.ts'
import {at, isObject, type Json, type JsonObject, listAt, objectAt, textAt} from '../../sandbox/kube/json.ts'
import {type Outcome, readRecording, startKubelet} from '../../sandbox/kube/kubelet.ts'

const recordings = ['02-wrong-password-basic', '13-tag-missing', '16-connection-refused', 'crio-22-rate-limit']
const server = await startApiServer({
  objects: [{apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}}],
})
let outcome: Outcome = {kind: 'pulls'}
const kubelet = startKubelet(server, {clock: () => new Date('2026-11-21T22:18:05Z'), outcome: () => outcome})
after(async () => {
  kubelet.stop()
  await server.close()
})

describe('the kubelet of the sandbox', () => {
  for (const capture of recordings) {
    test(`gives a Pod what the recorded one of ${capture} gave, with the Pod's own names`, async () => {
      outcome = {kind: 'recorded', capture}
      const recording = readRecording(capture)
      const {pod, events} = await played(`p-${capture}`, recording.pod.image)
      assert.deepEqual(shape(at(pod, 'status')), shape(recording.status))
      assert.equal(stateOf(at(pod, 'status')), stateOf(recording.status))
      const spoken = recording.events.filter(({reason}) => reason !== 'Scheduled')
      assert.deepEqual(events.map(words).sort(), spoken.map(words).sort())
      assert.deepEqual(
        events.map((event) => shape(event)),
        spoken.map((event) => shape(event)),
      )
      for (const event of events) {
        assert.equal(textAt(event, 'involvedObject', 'uid'), textAt(pod, 'metadata', 'uid'))
        const path = textAt(event, 'involvedObject', 'fieldPath')
        assert.ok(path === undefined || path === 'spec.containers{image}', String(path))
      }
    })
  }

  test('ends a Pod whose command does not exist as kubelet and runc do, with its image on the node', async () => {
    outcome = {kind: 'pulls'}
    const {pod, events} = await played('p-pulls', 'r.io/a:1')
    const [status] = listAt(pod, 'status', 'containerStatuses')
    assert.equal(textAt(status, 'state', 'terminated', 'reason'), 'StartError')
    assert.notEqual(textAt(status, 'imageID') ?? '', '')
    assert.deepEqual(events.map(({reason}) => reason).sort(), ['Created', 'Pulled', 'Pulling'])
  })

  test('says nothing of a Pod that is deleted before its turn', async () => {
    const pod = aBoundPod('p-gone', 'r.io/a:1')
    server.put(pod)
    server.remove('v1', 'Pod', 'p-gone', 'shop')
    await setImmediate()
    await setImmediate()
    assert.equal(server.find('v1', 'Pod', 'p-gone', 'shop'), undefined)
    assert.equal(eventsOf('p-gone').length, 0)
  })

  test('leaves a Pod alone that is bound to no node', async () => {
    const pod = aBoundPod('p-unbound', 'r.io/a:1')
    server.put({...pod, spec: {containers: listAt(pod, 'spec', 'containers')}})
    await setImmediate()
    await setImmediate()
    assert.equal(at(server.find('v1', 'Pod', 'p-unbound', 'shop'), 'status', 'containerStatuses'), undefined)
  })
})

async function played(name: string, image: string) {
  server.put(aBoundPod(name, image))
  await setImmediate()
  await setImmediate()
  return {pod: server.find('v1', 'Pod', name, 'shop'), events: eventsOf(name)}
}

function eventsOf(name: string): readonly JsonObject[] {
  return server.all('v1', 'Event').filter((event) => textAt(event, 'involvedObject', 'name') === name)
}

function aBoundPod(name: string, image: string): JsonObject {
  const containers = [{name: 'image', image, command: ['/nothing']}]
  return {apiVersion: 'v1', kind: 'Pod', metadata: {name, namespace: 'shop'}, spec: {nodeName: 'worker-1', containers}}
}

function stateOf(status: Json | undefined): string {
  return JSON.stringify(at(listAt(status, 'containerStatuses')[0], 'state'))
}

function words(event: JsonObject): string {
  return [event['type'], event['reason'], event['message'], textAt(event, 'source', 'component')].join(' | ')
}

/** The fields without their values. */
function shape(value: Json | undefined): Json {
  if (!isObject(value)) return Array.isArray(value) ? value.map(shape) : typeof value
  const fields = Object.keys(objectAt(value)).filter((name) => !['kind', 'apiVersion'].includes(name))
  return Object.fromEntries(fields.sort().map((name) => [name, shape(value[name])]))
}
