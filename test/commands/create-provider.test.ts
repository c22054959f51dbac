import assert from 'node:assert/strict'
import {after, describe, test} from 'node:test'
import {providers} from '../../src/providers/catalogue.ts'
import {textAt} from '../sandbox/kube/json.ts'
import {startSandbox} from './sandbox.ts'

const sandbox = await startSandbox({})
after(() => sandbox.close())

const call = '--password-stdin --no-verify --dry-run=client'

describe('create --provider', {concurrency: 2}, () => {
  for (const {id, home, username = 'acme', canonicalKey} of providers.filter(
    (provider) => provider.home !== undefined,
  )) {
    test(`${id} alone means ${home}`, async () => {
      const words = `create named --provider ${id} --username '${username}' ${call} -o json`
      const screen = await sandbox.screen(words, {stdin: 's3cret'})
      assert.deepEqual(Object.keys(authsOf(screen)), [canonicalKey(home ?? '')])
    })
  }

  for (const [id, server, username] of [
    ['ecr', '123456789012.dkr.ecr.eu-central-1.amazonaws.com', 'AWS'],
    ['ecr-public', 'public.ecr.aws', 'AWS'],
    ['ngc', 'nvcr.io', '$oauthtoken'],
  ] as const) {
    test(`${id} has one user name, also where the host alone tells it`, async () => {
      for (const flags of [`--provider ${id} --server ${server}`, `--server ${server}`]) {
        const screen = await sandbox.screen(`create fixed ${flags} ${call} -o json`, {stdin: 's3cret'})
        assert.equal(textAt(authsOf(screen), server, 'username'), username)
      }
    })
  }

  test('warns by the rules of the product, where the host tells nothing', async () => {
    await sandbox.shows(
      `$ kubectl imagecreds create robot --provider harbor --server registry.corp:8443 --username robot+ci ${call}
secret/robot created (dry run)
2> warning: registry.corp:8443: the user name of a Harbor robot begins with robot$; a shell takes "$" and the word behind it away
exit 0
`,
      {stdin: 's3cret'},
    )
    await sandbox.shows(
      `$ kubectl imagecreds create token --provider ghcr --username ci ${call}
secret/token created (dry run)
2> warning: ghcr.io: GitHub Packages takes no fine-grained tokens; a classic one with the scope read:packages serves
exit 0
`,
      {stdin: `github_pat_${'a'.repeat(22)}_${'b'.repeat(59)}`},
    )
  })

  test('warns of a token of ECR that has run out', async () => {
    const token = Buffer.from(JSON.stringify({payload: 'x', expiration: 1_700_000_000})).toString('base64')
    await sandbox.shows(
      `$ kubectl imagecreds create old --server 123456789012.dkr.ecr.eu-central-1.amazonaws.com ${call}
secret/old created (dry run)
2> warning: 123456789012.dkr.ecr.eu-central-1.amazonaws.com: its ECR authorization token ran out at 2023-11-14T22:13:20Z
exit 0
`,
      {stdin: token},
    )
  })

  test('says which user name the product has', () =>
    sandbox.shows(`$ kubectl imagecreds create nameless --provider quay ${call}
2> error: no user name is given
2> Name it with --username: with Quay it is NAMESPACE+ROBOT, the whole of it.
exit 2
`))

  test('lists the products there are', () =>
    sandbox.shows(`$ kubectl imagecreds create unknown --provider docker --username ci ${call}
2> error: --provider names no registry product that is known
2> The nearest one is "docker-hub".
2> There are docker-hub, ghcr, gitlab, acr, ecr, ecr-public, gar, quay, artifactory, ngc, red-hat, harbor, nexus, generic.
exit 2
`))

  test('is not believed where the host is of another', () =>
    sandbox.shows(`$ kubectl imagecreds create wrong --provider ghcr --server quay.io --username ci ${call}
2> error: quay.io belongs to Quay, not to GitHub Container Registry
2> Write --provider quay, or leave it out.
exit 2
`))

  test('needs a host where everybody has one of their own', () =>
    sandbox.shows(`$ kubectl imagecreds create hostless --provider harbor --username ci ${call}
2> error: no registry is given
2> Name it with --server; Docker Hub is docker.io.
exit 2
`))
})

/** The docker config in the object that a screen shows. */
function authsOf(screen: string) {
  const json = screen.slice(screen.indexOf('{'), screen.lastIndexOf('\n}\n') + 2)
  return JSON.parse(Buffer.from(textAt(JSON.parse(json), 'data', '.dockerconfigjson') ?? '', 'base64').toString()).auths
}
