import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {parse, parseAllDocuments} from 'yaml'
import {admissionPolicy} from '../../src/manifests/admission-policy.ts'
import {parseImagePattern} from '../../src/manifests/image-pattern.ts'
import {kyvernoPolicy} from '../../src/manifests/kyverno-policy.ts'
import type {PodPolicyOptions} from '../../src/manifests/pod-policy.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {evaluateCel} from '../cel/evaluate-cel.ts'

interface Policy {
  readonly spec: {
    readonly failurePolicy: string
    readonly matchConditions: readonly {readonly name: string; readonly expression: string}[]
    readonly mutations: readonly {readonly applyConfiguration: {readonly expression: string}}[]
  }
}

const container = (image: string) => ({name: 'c', image})
const ours = container('registry.example.com/team/app:1.0')
const other = container('quay.io/team/app:1.0')

/** Specs of Pods as they come to admission, by whether they get the pull secret. */
const added: Readonly<Record<string, object>> = {
  'a container': {containers: [other, ours]},
  'an init container': {containers: [other], initContainers: [ours]},
  'an image volume': {containers: [other], volumes: [{name: 'v', image: {reference: ours.image}}]},
  'a container beside another pull secret': {containers: [ours], imagePullSecrets: [{name: 'hub'}]},
  'a container beside an entry without a name': {containers: [ours], imagePullSecrets: [{}]},
  'a container beside volumes of other kinds and an empty image volume': {
    containers: [ours],
    volumes: [
      {name: 'a', emptyDir: {}},
      {name: 'b', image: {}},
    ],
  },
}
const untouched: Readonly<Record<string, object>> = {
  'whose images are others': {containers: [other], initContainers: [other], volumes: [{name: 'v', emptyDir: {}}]},
  'that has the pull secret': {containers: [ours], imagePullSecrets: [{name: 'hub'}, {name: 'regcred'}]},
  'whose container has no image': {containers: [{name: 'c'}], initContainers: [{name: 'i'}]},
  'that pulls from a registry whose name only ends so': {containers: [container('my.registry.example.com/a')]},
  'that pulls from a repository which is called so': {containers: [container('quay.io/registry.example.com/a')]},
}

for (const [engine, print] of Object.entries({
  MutatingAdmissionPolicy: (options: PodPolicyOptions) => admissionPolicy(options, 'v1'),
  MutatingPolicy: kyvernoPolicy,
})) {
  describe(`the policy for ${engine}`, () => {
    const policy = policyFor(print, 'registry.example.com/*')

    for (const [sentence, spec] of Object.entries(added)) {
      test(`adds the pull secret for ${sentence}`, () => {
        assert.deepEqual(applied(policy, spec), {spec: {imagePullSecrets: [{name: 'regcred'}]}})
      })
    }
    for (const [sentence, spec] of Object.entries(untouched)) {
      test(`does not touch a Pod ${sentence}`, () => assert.equal(applied(policy, spec), undefined))
    }

    test('finds its own entry when it is asked again', () => {
      assert.equal(applied(policy, {containers: [ours], imagePullSecrets: [{name: 'regcred'}]}), undefined)
    })

    test('keeps no Pod from being made', () => assert.equal(policy.spec.failurePolicy, 'Ignore'))

    test('takes an image for Docker Hub that names no registry', () => {
      const hub = policyFor(print, 'docker.io/library/nginx')
      for (const image of [
        'nginx',
        'nginx:1',
        'library/nginx',
        'docker.io/nginx@sha256:0',
        'index.docker.io/library/nginx',
      ]) {
        assert.ok(applied(hub, {containers: [container(image)]}), image)
      }
      for (const image of ['acme/nginx', 'localhost/nginx', 'HOST/library/nginx', 'quay.io/library/nginx', 'nginx2']) {
        assert.equal(applied(hub, {containers: [container(image)]}), undefined, image)
      }
    })

    test('reads an image as the kubelet does, whatever its spelling', () => {
      const patterns = ['docker.io/*', 'localhost/*', 'acme/*', '*', 'index.docker.io', '*/nginx', 'HOST/*']
      const hosts = [
        '',
        'localhost/',
        'localhost:5000/',
        'HOST/',
        'host/',
        'docker.io/',
        'index.docker.io/',
        'a.b/',
        '[::1]:5000/',
      ]
      const paths = ['nginx', 'nginx:1', 'nginx:5000', 'acme/nginx', `library/nginx@sha256:${'0'.repeat(64)}`]
      for (const pattern of patterns) {
        const made = policyFor(print, pattern)
        const expression = new RegExp(optionsFor([pattern], []).regexes[0])
        for (const image of hosts.flatMap((host) => paths.map((path) => host + path))) {
          const parsed = parseReference(image)
          assert.equal(parsed.kind, 'reference')
          const {registry, repository} = parsed.reference
          const name = `${registry}/${repository}${/[:@][^/]*$/.exec(image)?.[0] ?? ''}`
          const isAdded = applied(made, {containers: [container(image)]}) !== undefined
          assert.equal(isAdded, expression.test(name), `${image} by ${pattern}`)
        }
      }
    })

    test('adds it for any of several patterns', () => {
      const several = policyFor(print, 'ghcr.io/acme/*', 'quay.io/*')
      assert.ok(applied(several, {containers: [other]}))
      assert.equal(applied(several, {containers: [container('ghcr.io/other/app')]}), undefined)
    })
  })
}

test('the binding is for all namespaces but kube-system, or for those that are named', () => {
  const selector = (namespaces: readonly string[]) => {
    const [, binding] = parseAllDocuments(admissionPolicy(optionsFor(['*'], namespaces), 'v1beta1'))
    return binding?.toJS().spec.matchResources.namespaceSelector.matchExpressions
  }
  const key = 'kubernetes.io/metadata.name'
  assert.deepEqual(selector([]), [{key, operator: 'NotIn', values: ['kube-system']}])
  assert.deepEqual(selector(['shop', '123']), [{key, operator: 'In', values: ['shop', '123']}])
})

test('the version of the API is the one that was asked for, in policy and binding', () => {
  for (const version of ['v1', 'v1beta1'] as const) {
    const documents = parseAllDocuments(admissionPolicy(optionsFor(['*'], []), version)).map((one) => one.toJS())
    assert.deepEqual(
      documents.map(({apiVersion, kind}) => `${apiVersion} ${kind}`),
      ['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'].map(
        (kind) => `admissionregistration.k8s.io/${version} ${kind}`,
      ),
    )
    assert.equal(documents[1].spec.policyName, documents[0].metadata.name)
  }
})

function policyFor(print: (options: PodPolicyOptions) => string, ...patterns: readonly string[]): Policy {
  const [first = ''] = print(optionsFor(patterns, [])).split('\n---\n')
  return parse(first)
}

function optionsFor(patterns: readonly string[], namespaces: readonly string[]): PodPolicyOptions {
  const [first = '', ...others] = patterns.map((pattern) => {
    const parsed = parseImagePattern(pattern)
    assert.equal(parsed.kind, 'pattern')
    return parsed.regex
  })
  return {name: 'add-regcred', secret: 'regcred', patterns, regexes: [first, ...others], namespaces}
}

/** What the API server would merge into the Pod; `undefined` where a condition is false. */
function applied({spec: {matchConditions, mutations}}: Policy, spec: object): unknown {
  const scope = {object: {spec}}
  if (!matchConditions.every(({expression}) => evaluateCel(expression, scope) === true)) return undefined
  assert.equal(mutations.length, 1)
  return evaluateCel(mutations[0]?.applyConfiguration.expression ?? '', scope)
}
