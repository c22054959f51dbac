import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import type {LoginCheck} from '../../src/registry/check-login.ts'
import type {Exchange, ProbeOutcome} from '../../src/registry/probe.ts'
import {type Verdict, verdict} from '../../src/report/verdict.ts'
import {verdictSummary} from '../../src/report/verdict-lines.ts'

const login = {username: 'bot', password: new Sensitive('open-sesame'), source: {key: 'registry.corp'}}
const challenge = anExchange(401, {code: 'UNAUTHORIZED', message: 'authentication required'})

const details: readonly [sentence: string, outcome: ProbeOutcome | LoginCheck, detail: string | undefined][] = [
  [
    'a challenge on the way to a good answer is no detail',
    {kind: 'readable', exchanges: [challenge, anExchange(200)]},
    undefined,
  ],
  [
    'a refusal is told by its status and words',
    {kind: 'denied', at: 'registry', exchanges: [challenge]},
    '401 UNAUTHORIZED: authentication required',
  ],
  ['a status without words stands alone', {kind: 'unauthorized', at: 'registry', exchanges: [anExchange(401)]}, '401'],
  [
    'what was asked after the refusal to make it out is not the refusal',
    {kind: 'manifest-unknown', exchanges: [anExchange(404, {code: 'MANIFEST_UNKNOWN'}), anExchange(200)]},
    '404 MANIFEST_UNKNOWN',
  ],
  [
    'the registry itself is not named again',
    unreachable('registry.corp:443'),
    'it refuses the connection (ECONNREFUSED)',
  ],
  [
    'another host that did not answer is named',
    unreachable('tokens.corp:443'),
    'tokens.corp:443: it refuses the connection (ECONNREFUSED)',
  ],
]

describe('the detail of a verdict', () => {
  for (const [sentence, outcome, detail] of details) {
    test(sentence, () => {
      assert.equal(verdict({registry: 'registry.corp', pulls: []}, login, outcome).detail, detail)
    })
  }

  test('comes without the password', () => {
    assert.doesNotMatch(
      JSON.stringify(verdict({registry: 'registry.corp', pulls: []}, login, unreachable('x'))),
      /sesame/,
    )
  })
})

describe('a verdict', () => {
  const subject = {registry: 'docker.io', image: 'nginx', pulls: []}
  const rateLimit = {limit: 100, remaining: 87, windowSeconds: 21_600}
  const readable = {kind: 'readable', exchanges: [anExchange(200)]} as const
  const content = {missingPlatforms: [], missingChildren: [], exchanges: []}

  test('tells what is left of the pulls, and that reading was spared', () => {
    const {rateLimit: left, warnings, isGood} = verdict(subject, 'anonymous', {...readable, rateLimit})
    assert.deepEqual([left, isGood], [rateLimit, true])
    assert.deepEqual(warnings, ['its layers were not looked at, since reading counts as a pull there'])
  })

  test('tells nothing more where all was looked at, or where nobody counts', () => {
    assert.equal(verdict(subject, 'anonymous', {...readable, rateLimit, content}).warnings, undefined)
    assert.equal(verdict(subject, 'anonymous', readable).warnings, undefined)
  })

  test('is not good where a layer cannot be had, and is where it can', () => {
    const blob = {host: 'cdn.corp', digest: 'sha256:0', answer: {kind: 'not-found'}} as const
    assert.equal(verdict(subject, 'anonymous', {...readable, content}).isGood, true)
    assert.equal(verdict(subject, 'anonymous', {...readable, content: {...content, blob}}).isGood, false)
  })

  test('warns of an image for another platform than the nodes have, and is good all the same', () => {
    const content = {missingPlatforms: [], missingChildren: [], otherPlatform: 'linux/arm64', exchanges: []}
    const {warnings, isGood} = verdict(subject, 'anonymous', {...readable, content})
    assert.match(warnings?.join() ?? '', /^it is for linux\/arm64 alone/)
    assert.ok(isGood)
  })

  test('passes on what is odd about the way to the answer', () => {
    const warnings = ['the token server "https://10.0.0.1/token" of docker.io is a private address']
    assert.deepEqual(verdict(subject, 'anonymous', {...readable, content, warnings}).warnings, warnings)
  })
})

describe('the summary of verdicts', () => {
  for (const [sentence, answers, summary] of [
    ['every image was read', ['readable', 'readable'], 'every image can be pulled'],
    ['every login was let in', ['accepted'], 'every login is accepted'],
    ['some were let in and some read', ['accepted', 'readable'], 'nothing was refused'],
    ['a registry asked nobody', ['not-asked'], 'nothing was refused'],
  ] as const) {
    test(`claims no more than was seen where ${sentence}`, () => {
      const login = {username: 'ci', key: 'registry.corp'}
      const verdicts = answers.map((answer) => aVerdict({answer, login}))
      assert.equal(verdictSummary(verdicts), summary)
    })
  }
  test('says where no login was needed for any image', () => {
    assert.equal(verdictSummary([aVerdict({}), aVerdict({})]), 'every image can be pulled without a login')
  })
})

function aVerdict(changes: Partial<Verdict>): Verdict {
  return {registry: 'registry.corp', answer: 'readable', isGood: true, pulls: [], ...changes}
}

function anExchange(status: number, words: Pick<Exchange, 'code' | 'message'> = {}): Exchange {
  return {method: 'GET', url: 'https://registry.corp/v2/', at: 'registry', status, ...words}
}

function unreachable(host: string): ProbeOutcome {
  return {
    kind: 'unreachable',
    failure: {kind: 'connection-refused', host, at: 'registry', code: 'ECONNREFUSED'},
    exchanges: [],
  }
}
