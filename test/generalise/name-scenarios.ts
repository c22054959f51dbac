import {always} from './registries.ts'
import type {Scenario, Scenarios} from './scenario.ts'

/** Image names that no kubelet can read. */
export const nameScenarios: Scenarios = Object.fromEntries(
  [
    'registry.example.test/Team/app:1.0',
    'https://registry.example.test/app:1.0',
    'registry.example.test/app:1.0:2.0',
    'registry.example.test/app@sha256:abc',
    'registry.example.test/app:${TAG}',
    'registry.example.test/app:',
    'registry.example.test//app:1.0',
    '{{ .Values.image }}',
    'registry.example.test/app:1.0 ',
    '<image>',
    'registry.example.test/app:-1',
    `registry.example.test/app:${'v'.repeat(129)}`,
    'registry.example.test:port/app:1.0',
    ':latest',
    '-app',
    'docker://registry.example.test/app:1.0',
    'registry.example.test/my app:1.0',
    'registry.example.test/app:1.0+build.5',
  ].map((name): [string, Scenario] => [
    `the image "${name.slice(0, 60)}"`,
    {truth: 'invalid-image-name', image: name, registry: always({kind: 'basic-401'})},
  ]),
)
