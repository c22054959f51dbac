import assert from 'node:assert/strict'
import {test} from 'node:test'
import {hostErrors} from '../../../src/doctor/message/mirror.ts'

const source = 'initializing source docker://docker.io/library/app:1: '

test('an error of one host is that host’s', () => {
  const text = `${source}reading manifest 1 in docker.io/library/app: manifest unknown`
  assert.deepEqual(hostErrors(text), [{text}])
})

test('the registry’s own error stands before those of its mirrors, each behind the same words', () => {
  const text = `${source}(Mirrors also failed: [m1.example.com:5000/library/app: pinging container registry m1.example.com:5000: Get "https://m1.example.com:5000/v2/": dial tcp [::1]:5000: connect: connection refused] [m2.example.com/hub/library/app: reading manifest 1 in m2.example.com/hub/library/app: unauthorized: authentication required]): docker.io/library/app: reading manifest 1 in docker.io/library/app: manifest unknown`
  assert.deepEqual(hostErrors(text), [
    {text: `${source}reading manifest 1 in docker.io/library/app: manifest unknown`},
    {
      text: `${source}pinging container registry m1.example.com:5000: Get "https://m1.example.com:5000/v2/": dial tcp [::1]:5000: connect: connection refused`,
      mirror: {host: 'm1.example.com:5000', of: 'docker.io'},
    },
    {
      text: `${source}reading manifest 1 in m2.example.com/hub/library/app: unauthorized: authentication required`,
      mirror: {host: 'm2.example.com', of: 'docker.io'},
    },
  ])
})

test('a list of mirrors that was cut off keeps what is left of it', () => {
  const text = `${source}(Mirrors also failed: [m1.example.com/app: connection refused] [m2.example.com/app: connection re`
  assert.deepEqual(
    hostErrors(text).map(({mirror}) => mirror?.host),
    [undefined, 'm1.example.com', 'm2.example.com'],
  )
})

test('the question for an artifact, which CRI-O asks after the pull failed, is no attempt', () => {
  assert.deepEqual(hostErrors('pull image err: authentication required; artifact err: get manifest: not found'), [
    {text: 'pull image err: authentication required'},
  ])
})
