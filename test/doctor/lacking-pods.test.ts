import assert from 'node:assert/strict'
import {test} from 'node:test'
import {lackingPods} from '../../src/doctor/lacking-pods.ts'
import {aPod} from './builders.ts'

const web = {kind: 'Deployment', name: 'web'}
const pod = (name: string, pullSecretNames: readonly string[], changes = {}) =>
  aPod({name, serviceAccountName: 'builder', owner: web, pullSecretNames, ...changes})

test('Pods of one owner are told apart by what they lack and by how they get it', () => {
  const pods = [
    pod('made-before', ['old']),
    pod('made-with-it', ['old', 'one', 'two']),
    pod('has-own', ['own', 'one']),
    pod('bare', [], {owner: undefined}),
    pod('made-before-too', ['old']),
    pod('of-another', [], {serviceAccountName: 'default'}),
    pod('static', [], {isStatic: true}),
    pod('deleted', [], {deletedAt: '2026-11-21T22:18:05Z'}),
  ]
  assert.deepEqual(lackingPods(pods, 'builder', ['one', 'two'], ['old']), [
    {owner: 'deployment/web', remedy: 'restart', secrets: ['one', 'two'], pods: ['made-before', 'made-before-too']},
    {owner: 'deployment/web', remedy: 'overridden', secrets: ['two'], pods: ['has-own']},
    {owner: 'pod/bare', remedy: 'remake', secrets: ['one', 'two'], pods: ['bare']},
  ])
})
