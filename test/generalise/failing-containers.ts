import {pull, type Registry, running} from './kubelet.ts'
import {aContainer, aPod, image, initializing, type PodScenarios, publicImage, refusing} from './pod-scenario.ts'
import {basic, bearer, configJson, dockerHub, entry, right} from './registries.ts'
import type {Runtime} from './runtime.ts'

const good = {regcred: configJson({'registry.example.test:5443': entry(right)})}
const absent = {kind: 'absent', what: 'manifest'} as const

function anonymous(runtime: Runtime, container: string, registry: Registry = basic, of = image) {
  return pull(runtime, {container, image: of, registry})
}

/** Pods of which one container or several do not pull, by the kind of container. */
export const failingContainers: PodScenarios = {
  'an init container': {
    world: (runtime) => ({
      pods: [
        aPod(undefined, {
          containers: [
            aContainer('migrate', anonymous(runtime, 'migrate'), {kind: 'init'}),
            aContainer('app', initializing, {image: publicImage}),
          ],
        }),
      ],
    }),
    truths: {'web-0/migrate': ['no-credentials']},
  },
  'an init container that runs on beside the others': {
    world: (runtime) => ({
      pods: [
        aPod(undefined, {
          spec: {initContainers: [{name: 'proxy', image, restartPolicy: 'Always'}]},
          containers: [
            aContainer('proxy', anonymous(runtime, 'proxy'), {kind: 'init'}),
            aContainer('app', initializing, {image: publicImage}),
          ],
        }),
      ],
    }),
    truths: {'web-0/proxy': ['no-credentials']},
  },
  'a container beside one that runs': {
    world: (runtime) => ({
      pods: [
        aPod(undefined, {
          containers: [
            aContainer('app', running('app', publicImage), {image: publicImage}),
            aContainer('side', anonymous(runtime, 'side')),
          ],
        }),
      ],
    }),
    truths: {'web-0/side': ['no-credentials']},
  },
  'an ephemeral container': {
    world: (runtime) => ({
      pods: [
        aPod(undefined, {
          phase: 'Running',
          containers: [
            aContainer('app', running('app', publicImage), {image: publicImage}),
            aContainer('debugger', anonymous(runtime, 'debugger', bearer), {kind: 'ephemeral'}),
          ],
        }),
      ],
    }),
    truths: {'web-0/debugger': ['no-credentials']},
  },
  'three containers with three causes': {
    world: (runtime) => ({
      secrets: good,
      pods: [
        aPod(undefined, {
          pullSecrets: ['regcred'],
          containers: [
            aContainer('hub', anonymous(runtime, 'hub', dockerHub, 'acme/private:1'), {image: 'acme/private:1'}),
            aContainer('tag', refusing(runtime, 'tag', image, absent)),
            aContainer(
              'dns',
              refusing(runtime, 'dns', 'nowhere.example.test/a:1', {
                kind: 'net',
                error: 'dial tcp: lookup nowhere.example.test on 10.0.0.2:53: no such host',
              }),
              {image: 'nowhere.example.test/a:1'},
            ),
          ],
        }),
      ],
    }),
    truths: {
      // Docker Hub hides which; the Secret may be there for the other image.
      'web-0/hub': [
        'secret-key-mismatch',
        'repository-not-found-or-no-access',
        'no-credentials',
        'repository-not-found',
      ],
      'web-0/tag': ['tag-not-found', 'repository-not-found'],
      'web-0/dns': ['dns-failure'],
    },
  },
  'an image volume': {
    world: (runtime) => {
      const {events, ...reported} = refusing(runtime, 'app', image, {kind: 'basic-401'})
      return {
        pods: [
          {
            name: 'web-0',
            spec: {volumes: [{name: 'model', image: {reference: image}}]},
            containers: [aContainer('app', {...reported, events: []}, {image: publicImage})],
            events: events.map(({container: _, ...event}) => event),
          },
        ],
      }
    },
    truths: {'web-0/model': ['no-credentials']},
  },
}
