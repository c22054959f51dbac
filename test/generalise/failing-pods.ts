import {pull, type Registry, running, waiting} from './kubelet.ts'
import {aContainer, alone, aPod, endedIn, host, image, type PodScenarios, refusing} from './pod-scenario.ts'
import {basic, bearer, configJson, entry, open, right, wrong} from './registries.ts'
import type {Runtime} from './runtime.ts'

const good = {regcred: configJson({[host]: entry(right)})}
const bad = {regcred: configJson({[host]: entry(wrong)})}
const malformed = {regcred: configJson({[host]: {auth: '%%%'}})}
const absent = {kind: 'absent', what: 'manifest'} as const
const forgotten = waiting('app', 'ImagePullBackOff', `Back-off pulling image "${image}"`)

function anonymous(runtime: Runtime, container: string, registry: Registry = basic, of = image) {
  return pull(runtime, {container, image: of, registry})
}

/** Pods that do not pull, by what else is known: of the past, and of other Pods. */
export const failingPods: PodScenarios = {
  'a back-off without its cause, and events that have it': {
    world: (runtime) => ({pods: [aPod({...forgotten, events: refusing(runtime, 'app', image, absent).events})]}),
    truths: {'web-0/app': ['tag-not-found', 'repository-not-found']},
  },
  'a back-off without its cause, and no events': {world: alone(aPod(forgotten)), truths: {'web-0/app': ['unknown']}},
  'a back-off without its cause, and events of the back-off alone': {
    world: alone(
      aPod({
        ...forgotten,
        events: [{type: 'Normal', reason: 'BackOff', message: `Back-off pulling image "${image}"`, container: 'app'}],
      }),
    ),
    truths: {'web-0/app': ['unknown']},
  },
  'a back-off without its cause, beside a malformed Secret': {
    world: alone(aPod(forgotten, {pullSecrets: ['regcred']}), malformed),
    truths: {'web-0/app': ['secret-malformed']},
  },
  'a Pod whose time ran out over its pull': {
    world: (runtime) => {
      const reported = refusing(runtime, 'app', image, absent)
      return {pods: [aPod(reported, {status: endedIn(reported.state, 'DeadlineExceeded')})]}
    },
    truths: {'web-0/app': ['tag-not-found', 'repository-not-found']},
  },
  'a pull that has failed this second': {
    world: alone(
      aPod(
        waiting(
          'app',
          'ErrImagePull',
          `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
        ),
      ),
    ),
    truths: {'web-0/app': ['tag-not-found', 'repository-not-found']},
  },
  'a rollout that stands still beside the old Pods': {
    world: (runtime) => {
      const next = `${host}/private/app:2.0`
      return {
        secrets: good,
        pods: [
          aPod(running('app', image), {name: 'old-1', pullSecrets: ['regcred']}),
          aPod(running('app', image), {name: 'old-2', pullSecrets: ['regcred']}),
          {
            name: 'new-1',
            pullSecrets: ['regcred'],
            containers: [aContainer('app', refusing(runtime, 'app', next, absent), {image: next})],
          },
        ],
      }
    },
    truths: {'new-1/app': ['tag-not-found']},
  },
  'a login that is no longer good, while the old Pods run on': {
    world: (runtime) => ({
      secrets: bad,
      pods: [
        aPod(running('app', image), {name: 'old-1', pullSecrets: ['regcred']}),
        aPod(pull(runtime, {container: 'app', image, secrets: Object.values(bad), registry: basic}), {
          name: 'new-1',
          pullSecrets: ['regcred'],
        }),
      ],
    }),
    truths: {'new-1/app': ['bad-credentials']},
  },
  'a Pod without the Secret beside one with it': {
    world: (runtime) => ({
      secrets: good,
      pods: [
        aPod(running('app', image), {name: 'with', pullSecrets: ['regcred']}),
        aPod(anonymous(runtime, 'app'), {name: 'without'}),
      ],
    }),
    truths: {'without/app': ['no-credentials']},
  },
  'a private image beside a public one': {
    world: (runtime) => ({
      pods: [
        aPod(anonymous(runtime, 'app', open), {name: 'public'}),
        aPod(anonymous(runtime, 'app'), {name: 'private'}),
      ],
    }),
    truths: {'private/app': ['no-credentials']},
  },
  'a Secret that was made after the last try': {
    world: (runtime) => ({
      secrets: good,
      pods: [
        aPod(anonymous(runtime, 'app', bearer), {name: 'token', pullSecrets: ['regcred']}),
        aPod(anonymous(runtime, 'app', basic), {name: 'basic', pullSecrets: ['regcred']}),
      ],
    }),
    // Not every runtime tells that no login was brought.
    truths: {'token/app': ['unknown', 'bad-credentials'], 'basic/app': ['unknown', 'bad-credentials']},
  },
}
