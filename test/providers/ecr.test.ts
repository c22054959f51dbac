import assert from 'node:assert/strict'
import {test} from 'node:test'
import {ecr} from '../../src/providers/ecr.ts'
import {ecrPublic} from '../../src/providers/ecr-public.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {aLogin, anEcrPassword, base64, type GivenLogin, hintsOf} from './builders.ts'

const password = anEcrPassword(1_795_003_600)

const warnings: Readonly<Record<string, readonly [GivenLogin, string[]]>> = {
  'nothing against the password of AWS': [{username: 'AWS', password}, []],
  'the user name in small letters': [{username: 'aws', password}, ['the user name is always AWS, in capitals']],
  'an access key in place of a login': [
    {username: 'AKIAIOSFODNN7EXAMPLE', password: 'wJalrXUtnFEMI'},
    [
      'an access key of AWS does not log in to a registry; "aws ecr get-login-password" makes a password with it',
      'the user name is always AWS, in capitals',
    ],
  ],
  'the whole authorizationToken': [
    {username: 'AWS', password: base64(`AWS:${password}`)},
    ['the password is an authorizationToken as it stands: base64 of "AWS:" and the password'],
  ],
  'a Docker token': [
    {username: 'AWS', password: 'dckr_pat_0123456789'},
    ['the password is of a kind that Amazon ECR does not take: Docker personal access token'],
  ],
  'nothing to say of an entry without password': [{username: 'ci'}, []],
}
for (const [name, [login, expected]] of Object.entries(warnings)) {
  test(`ECR: ${name}`, () => assert.deepEqual(hintsOf(ecr, login).warnings, expected))
}

test('ECR names the command that makes the next password', () => {
  assert.deepEqual(hintsOf(ecr, {username: 'AWS', password}).notes, [
    'a password lasts 12 hours; "aws ecr get-login-password" makes a new one',
  ])
})

test('the end of a password of ECR stands in it', () => {
  assert.deepEqual(ecr.token(aLogin({username: 'AWS', password})), {
    kind: 'ECR authorization token',
    expiresAt: '2026-11-18T12:06:40Z',
    isShortLived: true,
  })
})

test('the host tells account and region', () => {
  assert.deepEqual(ecr.parts?.('123456789012.dkr.ecr.eu-west-1.amazonaws.com'), [
    {name: 'account', value: '123456789012'},
    {name: 'region', value: 'eu-west-1'},
  ])
  assert.deepEqual(ecr.parts?.('registry.test'), [])
})

const pages: Readonly<Record<string, string | undefined>> = {
  '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app':
    'https://eu-west-1.console.aws.amazon.com/ecr/repositories/private/123456789012/team/app',
  '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/team/app': undefined,
  '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app': undefined,
}
for (const [image, page] of Object.entries(pages)) {
  test(`${image} has ${page === undefined ? 'no page that is known' : 'its page'}`, () => {
    const parsed = parseReference(image)
    assert.ok(parsed.kind === 'reference')
    assert.equal(ecr.page?.(parsed.reference), page)
  })
}

test('the public gallery has its own command, in one region', () => {
  assert.match(hintsOf(ecrPublic, {username: 'AWS', password}).notes.join(), /ecr-public .* --region us-east-1/)
})

test('a new password comes from the region of the registry, and of the public one from where all of them do', () => {
  const registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'
  assert.equal(ecr.newPassword?.(registry), 'aws ecr get-login-password --region eu-west-1')
  assert.equal(ecrPublic.newPassword?.('public.ecr.aws'), 'aws ecr-public get-login-password --region us-east-1')
})
