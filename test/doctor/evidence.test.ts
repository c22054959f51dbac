import assert from 'node:assert/strict'
import {test} from 'node:test'
import {imageField, outcomeEvidence} from '../../src/doctor/evidence.ts'
import type {ProbeOutcome} from '../../src/registry/probe.ts'
import {aPull} from './builders.ts'
import {nameUnknown, readable, unreachable} from './outcomes.ts'

const manifest = 'https://registry.corp/v2/team/app/manifests/1.0'

test('the proof of a missing tag is the answer about the tag, not the look at the list that came after', () => {
  const outcome: ProbeOutcome = {
    kind: 'manifest-unknown',
    exchanges: [
      {method: 'HEAD', url: manifest, at: 'registry', status: 404},
      {
        method: 'GET',
        url: manifest,
        at: 'registry',
        status: 404,
        code: 'MANIFEST_UNKNOWN',
        message: 'manifest unknown',
      },
      {method: 'GET', url: 'https://registry.corp/v2/team/app/tags/list?n=1', at: 'registry', status: 200},
    ],
  }
  assert.deepEqual(outcomeEvidence(outcome), [
    {kind: 'exchange', request: `GET ${manifest}`, answer: '404  MANIFEST_UNKNOWN: manifest unknown'},
  ])
})

test('the proof of other answers is the last exchange', () => {
  assert.deepEqual(outcomeEvidence(readable), [{kind: 'exchange', request: `HEAD ${manifest}`, answer: '200'}])
  assert.deepEqual(outcomeEvidence(nameUnknown), [
    {kind: 'exchange', request: `HEAD ${manifest}`, answer: '404  NAME_UNKNOWN'},
  ])
})

test('where nothing was exchanged, the code of the connection is the proof', () => {
  assert.deepEqual(outcomeEvidence(unreachable('connection-refused', 'ECONNREFUSED')), [
    {kind: 'exchange', request: 'connect to registry.corp', answer: 'ECONNREFUSED'},
  ])
})

test('an image is shown in the field that names it', () => {
  const paths = (['init', 'sidecar', 'regular', 'ephemeral', 'volume'] as const).map((kind) => {
    const evidence = imageField(aPull({container: {kind}}).plan)
    return evidence.kind === 'field' ? evidence.path : ''
  })
  assert.deepEqual(paths, [
    'spec.initContainers[web].image',
    'spec.initContainers[web].image',
    'spec.containers[web].image',
    'spec.ephemeralContainers[web].image',
    'spec.volumes[web].image.reference',
  ])
})
