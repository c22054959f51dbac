import assert from 'node:assert/strict'
import test from 'node:test'
import type {Attempt} from '../../src/credentials/credential.ts'
import {checkLogin} from '../../src/registry/check-login.ts'
import {runProbe, startSession} from '../../src/registry/run-probe.ts'
import {acr, acrFirewall} from '../sandbox/registry/behaviours/acr.ts'
import {artifactory} from '../sandbox/registry/behaviours/artifactory.ts'
import {dockerHub} from '../sandbox/registry/behaviours/docker-hub.ts'
import {ecr} from '../sandbox/registry/behaviours/ecr.ts'
import {gar} from '../sandbox/registry/behaviours/gar.ts'
import {ghcr} from '../sandbox/registry/behaviours/ghcr.ts'
import {gitlab} from '../sandbox/registry/behaviours/gitlab.ts'
import {harbor} from '../sandbox/registry/behaviours/harbor.ts'
import {nexus} from '../sandbox/registry/behaviours/nexus.ts'
import {quay} from '../sandbox/registry/behaviours/quay.ts'
import {expiredPassword} from '../sandbox/registry/product.ts'
import {alice, bob} from '../sandbox/registry/sandbox-user.ts'
import type {Behaviour} from '../sandbox/registry/scripted-registry.ts'
import {aLogin, anHttp, aProbe, serve} from './probing.ts'

const reader = aLogin(alice)
const stranger = aLogin(bob)
const wrong = aLogin({username: 'alice', password: 'wrong-canary'})
const expired = aLogin({username: 'alice', password: expiredPassword})

type Row = readonly [behaviour: Behaviour, image: string, attempt: Attempt, outcome: string, words?: string]

const rows: Readonly<Record<string, Row>> = {
  'Docker Hub gives what is public to nobody': [dockerHub, 'open/app:1.0', 'anonymous', 'readable'],
  'Docker Hub gives to the right login': [dockerHub, 'team/app:1.0', reader, 'readable'],
  'Docker Hub refuses a password': [
    ...([dockerHub, 'team/app:1.0', wrong, 'unauthorized at token', 'incorrect username or password'] as const),
  ],
  'Docker Hub tells an expired token': [
    ...([dockerHub, 'team/app:1.0', expired, 'unauthorized at token', 'personal access token is expired'] as const),
  ],
  'Docker Hub hides what is private': [dockerHub, 'team/app:1.0', 'anonymous', 'denied at registry'],
  'Docker Hub hides what is not there': [dockerHub, 'team/none:1.0', reader, 'denied at registry'],
  'Docker Hub tells an absent tag': [dockerHub, 'team/app:2.0', reader, 'manifest-unknown'],
  'ECR asks for a login': [ecr, 'team/app:1.0', 'anonymous', 'unauthorized at registry'],
  'ECR gives to the right login': [ecr, 'team/app:1.0', reader, 'readable'],
  'ECR refuses a wrong login': [ecr, 'team/app:1.0', wrong, 'unauthorized at registry'],
  'ECR tells an expired token': [
    ...([ecr, 'team/app:1.0', expired, 'denied at registry', 'Your authorization token has expired.'] as const),
  ],
  'ECR denies by policy': [ecr, 'team/app:1.0', stranger, 'denied at registry', 'ecr:BatchGetImage'],
  'ECR tells an absent repository': [ecr, 'team/none:1.0', reader, 'name-unknown'],
  'ECR tells an absent tag': [ecr, 'team/app:2.0', reader, 'manifest-unknown'],
  'GHCR denies nobody what is private': [ghcr, 'team/app:1.0', 'anonymous', 'denied at token'],
  'GHCR denies a bad token even what is public': [ghcr, 'open/app:1.0', wrong, 'denied at token', 'denied'],
  'GHCR gives what is public to nobody': [ghcr, 'open/app:1.0', 'anonymous', 'readable'],
  'GHCR gives to the right login': [ghcr, 'team/app:1.0', reader, 'readable'],
  'GAR lets nobody in and then denies': [
    ...([gar, 'team/app:1.0', 'anonymous', 'denied at registry', 'downloadArtifacts'] as const),
  ],
  'GAR refuses a key': [gar, 'team/app:1.0', wrong, 'unauthorized at token'],
  'GAR denies what is not there': [gar, 'team/none:1.0', reader, 'denied at registry', 'it may not exist'],
  'ACR refuses a password by GET, after it did not know POST': [acr, 'team/app:1.0', wrong, 'unauthorized at token'],
  'ACR gives to the right login': [acr, 'team/app:1.0', reader, 'readable'],
  "ACR's token does not reach": [acr, 'team/app:1.0', stranger, 'denied at registry', 'aka.ms/acr/authorization'],
  "ACR's firewall names the address": [
    ...([acrFirewall, 'team/app:1.0', reader, 'denied at registry', 'client with IP'] as const),
  ],
  'Quay says one sentence for absent and forbidden': [
    ...([quay, 'team/none:1.0', reader, 'unauthorized at registry', 'access to the requested resource'] as const),
  ],
  'Quay refuses a robot': [quay, 'team/app:1.0', wrong, 'unauthorized at token', 'Invalid Username or Password'],
  'GitLab refuses a password': [gitlab, 'team/app:1.0', wrong, 'unauthorized at token', 'HTTP Basic: Access denied'],
  'GitLab forbids': [gitlab, 'team/app:1.0', stranger, 'denied at token', 'access forbidden'],
  'Harbor refuses a robot': [harbor, 'team/app:1.0', wrong, 'unauthorized at token'],
  'Harbor tells an absent tag from the list of tags': [harbor, 'team/app:2.0', reader, 'manifest-unknown'],
  'Harbor says NOT_FOUND for a repository': [harbor, 'team/none:1.0', reader, 'not-found', 'repository team/none'],
  'Artifactory refuses by GET, after POST said 401': [
    ...([artifactory, 'team/app:1.0', wrong, 'unauthorized at token', 'Bad credentials'] as const),
  ],
  'Artifactory gives to the right login': [artifactory, 'team/app:1.0', reader, 'readable'],
  'Artifactory denies': [artifactory, 'team/app:1.0', stranger, 'denied at registry', 'does not have permission'],
  'Nexus refuses a password': [nexus, 'team/app:1.0', wrong, 'unauthorized at registry'],
  'Nexus denies': [nexus, 'team/app:1.0', stranger, 'denied at registry'],
}

for (const [sentence, [behaviour, image, attempt, expected, words]] of Object.entries(rows)) {
  test(sentence, async (t) => {
    const [, host] = await serve(t, behaviour)
    const outcome = await runProbe(aProbe(`${host}/${image}`, attempt), anHttp(t), startSession())
    assert.equal('at' in outcome ? `${outcome.kind} at ${outcome.at}` : outcome.kind, expected)
    const said = outcome.exchanges.map(({message = ''}) => message)
    assert.ok(words === undefined || said.some((message) => message.includes(words)), said.join('\n'))
  })
}

test("Docker Hub's limit comes with the answer, and asking for it spends no pull", async (t) => {
  const [server, host] = await serve(t, dockerHub)
  const session = startSession({readsManifest: () => false})
  const outcome = await runProbe(aProbe(`${host}/open/app:1.0`), anHttp(t), session)
  assert.deepEqual(outcome.rateLimit, {limit: 100, remaining: 76, windowSeconds: 21600})
  const manifests = server.requests.filter(({url}) => url.includes('/manifests/'))
  assert.deepEqual(new Set(manifests.map(({method}) => method)), new Set(['HEAD']))
})

const logins: readonly (readonly [string, Behaviour, Attempt & object, string])[] = [
  ['Docker Hub', dockerHub, reader, 'accepted'],
  ['Docker Hub, a wrong password', dockerHub, wrong, 'unauthorized'],
  ['ECR', ecr, reader, 'accepted'],
  ['ECR, an expired token', ecr, expired, 'denied'],
  ['GHCR', ghcr, stranger, 'accepted'],
  ['GHCR, a bad token', ghcr, wrong, 'denied'],
  ['GAR', gar, wrong, 'unauthorized'],
  ['ACR', acr, stranger, 'accepted'],
  ['Quay', quay, wrong, 'unauthorized'],
  ['GitLab', gitlab, reader, 'accepted'],
  ['Harbor', harbor, reader, 'accepted'],
  ['Artifactory', artifactory, reader, 'accepted'],
  ['Nexus, a wrong password', nexus, wrong, 'unauthorized'],
]

for (const [sentence, behaviour, login, expected] of logins) {
  test(`the login alone at ${sentence}: ${expected}`, async (t) => {
    const [, host] = await serve(t, behaviour)
    assert.equal((await checkLogin(host, login, anHttp(t))).kind, expected)
  })
}
