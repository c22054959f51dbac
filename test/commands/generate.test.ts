import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {commandList} from '../../src/commands/command-list.ts'
import {manifestList} from '../../src/manifests/manifest-list.ts'
import {cli} from '../cli/run-cli.ts'
import {objectsOf} from '../manifests/kind-schema.ts'

const image = '--image example.com/imagecreds:1'
const policy = 'generate admission-policy --secret regcred'

/** The least that each manifest takes. */
const least: Readonly<Record<string, string>> = {
  'admission-policy': '--secret regcred --match registry.example.com/*',
  'credential-provider': '',
  'external-secret': '',
  'node-config': '',
  role: 'refresh',
  rotation: image,
  'workload-identity': '--cloud gke',
}

describe('generate', {concurrency: 2}, () => {
  test('without a name lists the manifests', async () => {
    assert.deepEqual(await cli('generate'), {
      stdout: `NAME                  WHAT IT IS
admission-policy      a policy that adds the pull secret to the Pods that need it
credential-provider   the kubelet's credential providers for ECR, GAR and ACR
external-secret       a pull secret that is kept in Vault, AWS, Google Cloud or Azure
node-config           a login in the node's own docker config
role                  the least rights that a command of this plugin takes
rotation              a CronJob that renews pull secrets
workload-identity     a ServiceAccount that stands for an identity of the cloud
`,
      stderr: '',
      exitCode: 0,
    })
  })

  test('has a command for each manifest that it lists, and lists each', () => {
    const commands = Object.keys(commandList).filter((id) => id.startsWith('generate:'))
    assert.deepEqual(
      commands,
      manifestList.map(({name}) => `generate:${name}`),
    )
  })

  for (const {name} of manifestList) {
    test(`prints the same each time, and nothing beside it: ${name}`, async () => {
      const [one, other] = await Promise.all([
        cli(`generate ${name} ${least[name]}`),
        cli(`generate ${name} ${least[name]}`),
      ])
      assert.deepEqual(one, other)
      assert.deepEqual({stderr: one.stderr, exitCode: one.exitCode}, {stderr: '', exitCode: 0})
      assert.match(one.stdout, /^# /)
      assert.ok(objectsOf(one.stdout).length > 0)
    })
  }

  test('writes what flags say into the objects', async () => {
    const patterns = '--match ghcr.io/acme/* --match docker.io/* --match docker.io/* -n shop,billing,shop --name pulls'
    const [made, binding] = objectsOf((await cli(`${policy} ${patterns} --api-version v1beta1`)).stdout)
    assert.equal(made.apiVersion, 'admissionregistration.k8s.io/v1beta1')
    assert.equal(binding.spec.policyName, 'pulls')
    const [{values}] = binding.spec.matchResources.namespaceSelector.matchExpressions
    assert.deepEqual(values, ['shop', 'billing'])
    assert.ok(
      made.spec.matchConditions[1].expression.includes('i.matches("^ghcr[.]io/acme/") || i.matches("^docker[.]io/'),
    )
    const [mutating] = objectsOf((await cli(`${policy} --match nginx --kyverno`)).stdout)
    assert.equal(mutating.kind, 'MutatingPolicy')
    const {stdout} = await cli('generate external-secret hub --store azure --server docker.io --remote-key ci -n shop')
    const [store, secret] = objectsOf(stdout)
    assert.ok(store.spec.provider.azurekv)
    assert.match(
      secret.spec.target.template.data['.dockerconfigjson'],
      /^\{"auths":\{"https:\/\/index\.docker\.io\/v1\/":/,
    )
    assert.deepEqual([secret.metadata.name, secret.spec.data[0].remoteRef.key], ['hub', 'ci'])
    const [config] = objectsOf((await cli('generate credential-provider --provider acr --provider acr')).stdout)
    assert.deepEqual(
      config.providers.map(({name}: {name: string}) => name),
      ['acr-credential-provider'],
    )
    const [, role, , job] = objectsOf((await cli(`generate rotation b a b ${image} -n shop --if-older-than 6h`)).stdout)
    assert.deepEqual(role.rules[0].resourceNames, ['b', 'a'])
    const [container] = job.spec.jobTemplate.spec.template.spec.containers
    assert.deepEqual(container.command, [
      'kubectl-imagecreds',
      'refresh',
      'b',
      'a',
      '-n',
      'shop',
      '--if-older-than',
      '6h',
    ])
  })
})

describe('generate refuses', {concurrency: 2}, () => {
  const help = (name: string) => `See 'kubectl imagecreds generate ${name} --help' for usage.`
  const faults: Readonly<Record<string, readonly string[]>> = {
    'generate exernal-secret': [
      'no manifest is called "exernal-secret"',
      'The nearest one is "external-secret".',
      "See 'kubectl imagecreds generate' for all of them.",
    ],
    'generate coffee': ['no manifest is called "coffee"', "See 'kubectl imagecreds generate' for all of them."],
    [policy]: ['required flag "match" not set', help('admission-policy')],
    [`${policy} --match https://ghcr.io/*`]: [
      'invalid argument for "--match" flag: the pattern has a scheme, which no image has',
      help('admission-policy'),
    ],
    'generate admission-policy --secret Reg_cred --match *': [
      'invalid argument for "--secret" flag: "Reg_cred" cannot be the name of a Secret',
      help('admission-policy'),
    ],
    [`${policy} --match * -n shop,Bad_`]: [
      '"Bad_" cannot be the name of a namespace',
      'Names are of lower case letters, digits and "-", and begin and end with a letter or digit.',
    ],
    [`${policy} --match * --kyverno --api-version v1`]: [
      '--kyverno cannot be used together with --api-version',
      help('admission-policy'),
    ],
    [`generate admission-policy --match * --secret ${'a'.repeat(250)}`]: [
      `"add-${'a'.repeat(250)}" cannot be the name of a policy`,
      'This kind takes 253 characters.',
    ],
    'generate external-secret --generator acr --server ghcr.io': [
      '--generator acr makes no tokens for ghcr.io',
      'ghcr.io is of GitHub Container Registry.',
      'A login that is kept in a store is written with --store.',
    ],
    'generate external-secret --generator ecr --store vault': [
      '--store cannot be used together with --generator',
      help('external-secret'),
    ],
    'generate external-secret --server https://ghcr.io': [
      'the server has a scheme; images name their registry without one',
      'Write --server ghcr.io',
    ],
    'generate rotation': ['required flag "image" not set', help('rotation')],
    [`generate rotation ${image} --schedule hourly`]: [
      'invalid argument for "--schedule" flag: it takes five fields as cron does, such as "0 */6 * * *", or a word such as @hourly',
      help('rotation'),
    ],
    [`generate rotation ${image} --name ${'a'.repeat(53)}`]: [
      `invalid argument for "--name" flag: "${'a'.repeat(53)}" cannot be the name of a CronJob`,
      help('rotation'),
    ],
    'generate node-config --image Bad': [
      'invalid argument for "--image" flag: it takes the name of an image: invalid reference format: repository name (library/Bad) must be lowercase',
      help('node-config'),
    ],
    'generate workload-identity': ['required flag "cloud" not set', help('workload-identity')],
    'generate workload-identity --cloud gke --image-pulls': [
      'no credential provider takes ServiceAccount tokens for --cloud gke',
      "There is one for irsa and azure. Elsewhere the node's identity pulls.",
    ],
  }
  for (const [command, lines] of Object.entries(faults)) {
    test(command.slice(0, 80), async () => {
      const stderr = `error: ${lines.map((line) => `${line}\n`).join('')}`
      assert.deepEqual(await cli(command), {stdout: '', stderr, exitCode: 2})
    })
  }
})
