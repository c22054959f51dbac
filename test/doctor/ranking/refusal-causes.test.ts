import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import type {FailurePart} from '../../../src/doctor/pull-failure.ts'
import type {AskedImage} from '../../../src/doctor/ranking/asked-image.ts'
import {refusalCauses} from '../../../src/doctor/ranking/refusal-causes.ts'

const refusal: FailurePart = {text: '', at: 'resolve', fault: 'unauthorized', quote: '401', presented: 'unknown'}
const url = {asked: 'r.example.com/app:1'}
const words = {serverMessage: 'unauthorized: authentication required'}

describe('a refusal', () => {
  const cases: Readonly<Record<string, readonly [part: Partial<FailurePart>, product: string, first: string]>> = {
    'of a login is a wrong one': [{presented: 'login'}, 'generic', '* bad-credentials, token-expired'],
    'without a URL may be of nobody': [{status: 401}, 'generic', 'no-credentials, bad-credentials'],
    'with a URL is of a login: Basic without one has other words': [
      {status: 401, ...url},
      'generic',
      'bad-credentials, no-credentials',
    ],
    'at Quay may be of a repository that is not there': [words, 'quay', 'repository-not-found, no-credentials'],
    'of Basic in the words of containers/image may be of nobody': [
      {serverMessage: 'authentication required'},
      'generic',
      'no-credentials, bad-credentials',
    ],
    'of a token server that serves everybody is of a login': [
      {at: 'token'},
      'docker-hub',
      '* bad-credentials, token-expired',
    ],
    'of a token server that serves logins only may be of nobody': [
      {at: 'token'},
      'acr',
      'no-credentials, bad-credentials',
    ],
    'of a token server that forbids what is asked for is of a known login': [
      {at: 'token', fault: 'forbidden', presented: 'login', serverMessage: 'DENIED: access forbidden'},
      'gitlab',
      '* no-pull-permission, bad-credentials',
    ],
    'of a token server that forbids and says no more may be of any login': [
      {at: 'token', fault: 'forbidden', presented: 'login', serverMessage: 'DENIED: denied'},
      'ghcr',
      '* bad-credentials, token-expired',
    ],
    'of a login of ECR Public is one that ended': [
      {at: 'token', presented: 'login'},
      'ecr-public',
      '* token-expired, stale-credential-on-public-image',
    ],
    'to read at ECR is of the right or of the end': [{fault: 'forbidden'}, 'ecr', 'no-pull-permission, token-expired'],
    'of GHCR is of a token that ended': [{fault: 'forbidden'}, 'ghcr', '* token-expired, bad-credentials'],
    'of a scope at Docker Hub hides what it is': [
      {fault: 'insufficient-scope'},
      'docker-hub',
      'repository-not-found, no-credentials',
    ],
    'of a scope to a login is of the right': [
      {fault: 'insufficient-scope', presented: 'login'},
      'docker-hub',
      '* no-pull-permission, repository-not-found',
    ],
    'for lack of Basic is of nobody': [
      {fault: 'no-basic-credentials', presented: 'nothing'},
      'generic',
      '* no-credentials, secret-key-mismatch',
    ],
  }
  for (const [sentence, [part, product, first]] of Object.entries(cases)) {
    test(sentence, () => {
      const image: AskedImage = {registry: 'r.example.com', repository: 'app', by: 'tag', isCompleted: false, product}
      const {likely, possible} = refusalCauses({...refusal, ...part}, image)
      const causes = [...likely, ...possible].slice(0, 2).join(', ')
      assert.equal(likely.length > 0 ? `* ${causes}` : causes, first)
    })
  }
})
