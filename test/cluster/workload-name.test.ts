import assert from 'node:assert/strict'
import {test} from 'node:test'
import {KubeError} from '../../src/cluster/kube-error.ts'
import {parseWorkloadName, workloadWords} from '../../src/cluster/workload-name.ts'

const readings: readonly (readonly [string, string])[] = [
  ['web', 'Pod web'],
  ['pod/web', 'Pod web'],
  ['po/web', 'Pod web'],
  ['pods/web', 'Pod web'],
  ['Deployment/web', 'Deployment web'],
  ['deployments.apps/web', 'Deployment web'],
  ['deploy/web', 'Deployment web'],
  ['sts/db', 'StatefulSet db'],
  ['ds/agent', 'DaemonSet agent'],
  ['rs/web-5f', 'ReplicaSet web-5f'],
  ['rc/old', 'ReplicationController old'],
  ['job.batch/import', 'Job import'],
  ['cj/nightly', 'CronJob nightly'],
  ['cronjob/nightly', 'CronJob nightly'],
]

for (const [text, expected] of readings) {
  test(`${text} is ${expected}`, () => {
    const {resource, name} = parseWorkloadName(text)
    assert.equal(`${resource.kind} ${name}`, expected)
  })
}

for (const text of ['', 'svc/web', 'deploy/', '/web', 'deploy/web/app', 'deploy.batch/web']) {
  test(`"${text}" names nothing that pulls`, () => {
    assert.throws(
      () => parseWorkloadName(text),
      (error) => error instanceof KubeError && error.message === `"${text}" names neither a Pod nor a workload`,
    )
  })
}

const spellings: readonly (readonly [string, string])[] = [
  ['deploy web', 'deploy/web'],
  ['Deployments web api', 'Deployments/web Deployments/api'],
  ['pod web-0', 'pod/web-0'],
  ['web-0 web-1', 'web-0 web-1'],
  ['deploy', 'deploy'],
  ['deploy sts/db', 'deploy sts/db'],
  ['web deploy', 'web deploy'],
]

for (const [given, expected] of spellings) {
  test(`"${given}" is read as "${expected}"`, () =>
    assert.deepEqual(workloadWords(given.split(' ')), expected.split(' ')))
}
