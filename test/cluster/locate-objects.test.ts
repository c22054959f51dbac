import assert from 'node:assert/strict'
import {test} from 'node:test'
import {locateObjects} from '../../src/cluster/locate-objects.ts'

const two = `# a file
kind: Pod
metadata: {name: web-0}
spec:
  containers:
  - name: app
    image: a:1
---
kind: Deployment
metadata:
  name: api
  namespace: jobs
spec:
  template:
    spec:
      containers:
      - image: "b:2"
`

test('finds each object of a file of several documents, with the lines of its images', () => {
  assert.deepEqual(locateObjects({text: two}, 'shop'), [
    {kind: 'Pod', namespace: 'shop', name: 'web-0', line: 2, images: [{image: 'a:1', line: 7}]},
    {kind: 'Deployment', namespace: 'jobs', name: 'api', line: 9, images: [{image: 'b:2', line: 17}]},
  ])
})

test('takes lists apart, and reads JSON', () => {
  const items = [{kind: 'Pod', metadata: {name: 'a'}, spec: {containers: [{image: 'a:1'}]}}]
  const text = JSON.stringify({kind: 'List', items}, undefined, 1)
  const image = text.split('\n').findIndex((line) => line.includes('"image"')) + 1
  assert.deepEqual(locateObjects({text}, 'shop'), [
    {kind: 'Pod', namespace: 'shop', name: 'a', line: 4, images: [{image: 'a:1', line: image}]},
  ])
})

test('finds nothing in what is no manifest', () => {
  for (const text of ['', 'a: [', '- a', 'null']) assert.deepEqual(locateObjects({text}, 'shop'), [])
})
