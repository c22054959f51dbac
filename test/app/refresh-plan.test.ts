import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {type RefreshRules, renewableLogins} from '../../src/app/refresh-plan.ts'
import type {PullSecret} from '../../src/credentials/pull-secret.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'

const now = Date.parse('2026-11-21T22:00:00Z')
const hour = 3_600_000
const rules: RefreshRules = {helpers: {byRegistry: new Map()}, now, isNamed: false}

/** A JSON Web Token that lives for an hour, half of which is over. */
const shortLived = ['{"alg":"RS256"}', `{"iat":${now / 1000 - 1800},"exp":${now / 1000 + 1800}}`, 'x']
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.')

function aSecret(password: string, changes: Partial<PullSecret> = {}): PullSecret {
  const entries = [{key: 'r.io', username: 'u', password: new Sensitive(password), ignoredFields: []}]
  return {
    namespace: 'shop',
    name: 'regcred',
    type: 'kubernetes.io/dockerconfigjson',
    dataKeys: ['.dockerconfigjson'],
    state: {kind: 'usable', dataKey: '.dockerconfigjson', entries, ignoredFields: []},
    createdAt: '2026-11-21T12:00:00Z',
    ...changes,
  }
}

const recorded = {fetched: new Map([['r.io', {helper: 'vault', server: 'r.io', at: '2026-11-21T20:00:00Z'}]])}
const fallback = {byRegistry: new Map(), fallback: 'any'}
const exact = {byRegistry: new Map([['r.io', 'own']]), fallback: 'any'}

/** Whose login is fetched how: the helper, the step that is no fetch, or nothing where the login is nobody's concern. */
const plans: Readonly<Record<string, readonly [PullSecret, Partial<RefreshRules>, string | undefined]>> = {
  'a login that lasts is left alone': [aSecret('lasting'), {}, undefined],
  'a login that lasts is left alone with a helper for all': [aSecret('lasting'), {helpers: fallback}, undefined],
  'a login that lasts is fetched where its registry has a helper': [aSecret('lasting'), {helpers: exact}, 'own'],
  'a recorded login is fetched from where it came': [aSecret('lasting', recorded), {helpers: fallback}, 'vault'],
  'the helper that is named for the registry wins': [aSecret('lasting', recorded), {helpers: exact}, 'own'],
  'a token of hours is fetched with the helper for all': [aSecret(shortLived), {helpers: fallback}, 'any'],
  'a token of hours without a helper is passed over': [aSecret(shortLived), {}, 'passed-over'],
  'a token of hours without a helper is an error where it is named': [aSecret(shortLived), {isNamed: true}, 'failed'],
  'what was fetched two hours ago is older than one': [aSecret('x', recorded), {olderThan: hour}, 'vault'],
  'what was fetched two hours ago is not older than three': [aSecret('x', recorded), {olderThan: 3 * hour}, 'not-due'],
  'without a record the age is that of the Secret': [
    aSecret(shortLived),
    {helpers: fallback, olderThan: 11 * hour},
    'not-due',
  ],
  'half an hour is within one': [aSecret(shortLived), {helpers: fallback, expiresWithin: hour}, 'any'],
  'half an hour is not within a quarter': [
    aSecret(shortLived),
    {helpers: fallback, expiresWithin: hour / 4},
    'not-due',
  ],
  'what nobody knows the end of is due': [aSecret('x', recorded), {expiresWithin: hour}, 'vault'],
  'an immutable Secret cannot be renewed': [aSecret('x', {...recorded, isImmutable: true}), {}, 'failed'],
  'an immutable Secret that need not be renewed is no error': [
    aSecret('x', {...recorded, isImmutable: true}),
    {olderThan: 3 * hour},
    'not-due',
  ],
  'a Secret that a controller writes is left to it': [
    aSecret('x', {...recorded, owner: 'ExternalSecret/a'}),
    {},
    'passed-over',
  ],
  'a record that leads to another registry is not followed': [
    aSecret('x', {fetched: new Map([['r.io', {helper: 'vault', server: 'quay.io'}]])}),
    {},
    'failed',
  ],
  'a Secret that does not parse has no login': [
    aSecret('x', {...recorded, state: {kind: 'malformed', dataKey: '.dockerconfigjson', fault: 'x'}}),
    {},
    undefined,
  ],
}

describe('refresh', () => {
  for (const [sentence, [secret, changes, expected]] of Object.entries(plans)) {
    test(sentence, () => {
      const [login] = renewableLogins(secret, {...rules, ...changes})
      assert.equal(login && (login.step.kind === 'fetch' ? login.step.helper : login.step.kind), expected)
    })
  }
})
