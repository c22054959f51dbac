import {pull, running, waiting} from './kubelet.ts'
import {
  aContainer,
  alone,
  aPod,
  creating,
  endedIn,
  host,
  image,
  initializing,
  inState,
  type PodScenarios,
  warning,
} from './pod-scenario.ts'
import {basic, configJson, entry, right} from './registries.ts'
import type {Runtime} from './runtime.ts'

const failing = (runtime: Runtime) => pull(runtime, {container: 'app', image, registry: basic})
const up = running('app', image)
const done = (reason: string, exitCode: number) => inState({terminated: {reason, exitCode}}, 'pulled')
const stuck = (reason: string, message: string) => inState({waiting: {reason, message}}, 'pulled')

/** Pods that pull well, are done, or were not tried: nothing is to be said of them. */
export const quietPods: PodScenarios = quiet({
  'a Pod that runs': alone(aPod(up)),
  'a Pod that runs, beside the events of its failures': (runtime) => ({
    secrets: {regcred: configJson({[host]: entry(right)})},
    pods: [aPod({...up, events: [...failing(runtime).events, ...up.events]}, {pullSecrets: ['regcred']})],
  }),
  'a Pod that was healed, with the events of its failure alone': (runtime) => ({
    pods: [aPod({...up, events: failing(runtime).events})],
  }),
  'a Pod whose image was there already': alone(
    aPod({
      ...up,
      events: [
        {
          type: 'Normal',
          reason: 'Pulled',
          message: `Container image "${image}" already present on machine`,
          container: 'app',
        },
      ],
    }),
  ),
  'a missing Secret on a Pod that runs': alone(
    aPod(up, {
      pullSecrets: ['gone'],
      events: [
        warning(
          'FailedToRetrieveImagePullSecret',
          'Unable to retrieve some image pull secrets (gone); attempting to pull the image may not succeed.',
        ),
      ],
    }),
  ),
  'a malformed Secret on a Pod whose image is there already': alone(aPod(up, {pullSecrets: ['regcred']}), {
    regcred: configJson({[host]: {auth: '%%%'}}),
  }),
  'a crash loop after a good pull': alone(
    aPod(stuck('CrashLoopBackOff', 'back-off 5m0s restarting failed container=app pod=web-0_shop(uid-web-0)'), {
      events: [
        {
          ...warning('BackOff', 'Back-off restarting failed container app in pod web-0_shop(uid-web-0)'),
          container: 'app',
        },
      ],
    }),
  ),
  'a ConfigMap that is missing': alone(aPod(stuck('CreateContainerConfigError', 'configmap "web" not found'))),
  'a Secret for the environment that is missing': alone(
    aPod(stuck('CreateContainerConfigError', 'secret "database" not found')),
  ),
  'a container without a command': alone(
    aPod(
      stuck(
        'CreateContainerError',
        'failed to generate container "0a" spec: failed to generate spec: no command specified',
      ),
    ),
  ),
  'a program that is not in the image': alone(
    aPod(
      stuck(
        'RunContainerError',
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/app": stat /app: no such file or directory: unknown',
      ),
    ),
  ),
  'a program that was killed for its memory': alone(aPod(done('OOMKilled', 137), {phase: 'Running'})),
  'a probe that gets 401': alone(
    aPod(up, {events: [warning('Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 401')]}),
  ),
  'a volume that is missing': alone(
    aPod(creating, {
      events: [warning('FailedMount', 'MountVolume.SetUp failed for volume "tls" : secret "web-tls" not found')],
    }),
  ),
  'a sandbox that gets no network': alone(
    aPod(creating, {
      events: [
        warning(
          'FailedCreatePodSandBox',
          'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "0a": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
        ),
      ],
    }),
  ),
  'a sandbox that the runtime cannot start': alone(
    aPod(creating, {
      events: [
        warning(
          'FailedCreatePodSandBox',
          'Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
        ),
      ],
    }),
  ),
  'a Pod that pulls just now': alone(
    aPod({
      ...creating,
      events: [{type: 'Normal', reason: 'Pulling', message: `Pulling image "${image}"`, container: 'app'}],
    }),
  ),
  'a Pod that waits for its init container': alone(
    aPod(undefined, {
      containers: [aContainer('migrate', running('migrate', image), {kind: 'init'}), aContainer('app', initializing)],
    }),
  ),
  'a Pod that no node takes': alone(
    aPod(undefined, {
      status: {
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/3 nodes are available: 3 Insufficient cpu.',
          },
        ],
      },
      events: [warning('FailedScheduling', '0/3 nodes are available: 3 Insufficient cpu.')],
    }),
  ),
  'a Pod just made': alone(aPod(undefined, {status: {phase: 'Pending'}})),
  'a Pod that was evicted': alone(
    aPod(undefined, {
      status: {phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: ephemeral-storage.'},
      events: [
        warning(
          'Evicted',
          'The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 9Gi.',
        ),
      ],
    }),
  ),
  'a Pod that was stopped while it backed off': (runtime) => ({
    pods: [
      aPod(
        {state: {terminated: {exitCode: 137, reason: 'ContainerStatusUnknown'}}, events: failing(runtime).events},
        {phase: 'Failed'},
      ),
    ],
  }),
  'a Pod that goes away while it backs off': (runtime) => ({
    pods: [
      aPod(failing(runtime), {metadata: {deletionTimestamp: '2026-11-21T12:05:00Z', deletionGracePeriodSeconds: 30}}),
    ],
  }),
  'a Pod that was evicted while its init container backed off': (runtime) => ({
    pods: [aPod(failing(runtime), {status: endedIn(failing(runtime).state, 'Evicted')})],
  }),
  'a Pod of a node that was shut down while it backed off': (runtime) => ({
    pods: [aPod(failing(runtime), {status: endedIn(failing(runtime).state, 'Terminated')})],
  }),
  'a node that was lost': alone(aPod(undefined, {status: {phase: 'Unknown', reason: 'NodeLost'}})),
  'a Job that is done, after a failure': (runtime) => ({
    pods: [aPod({...done('Completed', 0), events: failing(runtime).events}, {phase: 'Succeeded'})],
  }),
  'a Job that failed by itself': alone(aPod(done('Error', 1), {phase: 'Failed'})),
  'a container that waits for its neighbour': alone(aPod(waiting('app', '', ''))),
})

function quiet(worlds: Readonly<Record<string, PodScenarios[string]['world']>>): PodScenarios {
  return Object.fromEntries(Object.entries(worlds).map(([sentence, world]) => [sentence, {world, truths: {}}]))
}
