import type {PodEvent} from '../../../src/cluster/snapshot.ts'
import {pullInProgress} from '../../../src/doctor/diagnoses/pull-in-progress.ts'
import {anEvent, aPull} from '../builders.ts'
import {testDiagnosis} from '../diagnosis-test.ts'

const container = {state: {kind: 'waiting', reason: 'ContainerCreating'}} as const

function at(time: string, reason: string): PodEvent {
  return {...anEvent(reason, 'Pulling image "registry.corp/team/app:1.0"'), lastSeen: `2026-06-01T${time}Z`}
}

testDiagnosis(pullInProgress, {
  finds: {
    'the kubelet said a quarter of an hour ago that it pulls, and nothing since': {
      pull: aPull({container, events: [at('11:44:00', 'Scheduled'), at('11:45:00', 'Pulling')]}),
      certainty: 'proved',
      message: 'the pull of image "registry.corp/team/app:1.0" has gone on for more than 10 minutes',
      command: 'kubectl delete pod web-0 -n shop',
    },
    'another container of the Pod was pulled meanwhile': {
      pull: aPull({
        container,
        events: [at('11:45:00', 'Pulling'), {...at('11:46:00', 'Pulled'), container: 'sidecar'}],
      }),
      certainty: 'proved',
      message: 'the pull of image "registry.corp/team/app:1.0" has gone on for more than 10 minutes',
    },
  },
  silent: {
    'a pull of some minutes is nothing out of the way': aPull({container, events: [at('11:51:00', 'Pulling')]}),
    'the image has come': aPull({container, events: [at('11:45:00', 'Pulling'), at('11:46:00', 'Pulled')]}),
    'the Pod waits for something else': aPull({container, events: [at('11:45:00', 'Scheduled')]}),
    'the container crashes, and its other events were dropped': aPull({
      container: {state: {kind: 'waiting', reason: 'CrashLoopBackOff'}},
      events: [at('11:45:00', 'Pulling')],
    }),
    'the container has run before': aPull({
      container: {...container, imageID: 'sha256:1'},
      events: [at('11:45:00', 'Pulling')],
    }),
    'the container runs': aPull({container: {state: {kind: 'running'}}, events: [at('11:45:00', 'Pulling')]}),
    'the pull fails': aPull({container, says: [{fault: 'timeout'}], events: [at('11:45:00', 'Pulling')]}),
    'the Pod is on its way out': aPull({
      container,
      pod: {deletedAt: '2026-06-01T11:50:00Z'},
      events: [at('11:45:00', 'Pulling')],
    }),
    'the event has no time': aPull({container, events: [anEvent('Pulling', 'Pulling image')]}),
  },
})
