import assert from 'node:assert/strict'
import {test} from 'node:test'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {recogniseToken} from '../../src/providers/recognise-token.ts'
import {aGoogleKey, aJwt, anAcrToken, anEcrPassword, base64} from './builders.ts'

const random = '0aZ9kQ2mX7cV4bN1sD8fG5hJ3lP6wErTyUiO'
const end = 1_795_003_600
const endText = '2026-11-18T12:06:40Z'

/** Properties the form has; `undefined` for a password without form. */
type Expected = Readonly<Record<string, unknown>> | undefined

const forms: Readonly<Record<string, readonly [string, Expected]>> = {
  'Docker, personal': [`dckr_pat_${random}`, {vendor: 'docker', kind: 'Docker personal access token'}],
  'Docker, of an organization': [`dckr_oat_${random}`, {vendor: 'docker', kind: 'Docker organization access token'}],
  'GitHub, classic': [`ghp_${random}`, {vendor: 'github', kind: 'GitHub personal access token (classic)'}],
  'GitHub, fine-grained': [`github_pat_11${random}`, {kind: 'GitHub fine-grained personal access token'}],
  'GitHub, of a workflow': [`ghs_${random}`, {kind: 'GitHub App installation token', isShortLived: true}],
  'GitHub, OAuth': [`gho_${random}`, {kind: 'GitHub OAuth access token', isShortLived: false}],
  'GitHub, refresh': [`ghr_${random}`, {kind: 'GitHub App refresh token', isUseless: true}],
  'GitLab, personal': [`glpat-${random}`, {vendor: 'gitlab', kind: 'GitLab access token'}],
  "GitLab, with an instance's own word": [`SIE-glpat-${random}`, {kind: 'GitLab access token'}],
  'GitLab, deploy': [`gldt-${random}`, {kind: 'GitLab deploy token', isShortLived: false}],
  'GitLab, job': [`glcbt-64_${random}`, {kind: 'GitLab CI/CD job token', isShortLived: true}],
  'GitLab, runner': [`glrt-${random}`, {kind: 'GitLab runner authentication token', isUseless: true}],
  'GitLab, runner by registration': [`glrtr-${random}`, {isUseless: true}],
  'GitLab, feed': [`glft-${random}`, {isUseless: true}],
  'Google, access': [`ya29.c.${random}`, {vendor: 'google', kind: 'Google OAuth access token', isShortLived: true}],
  'Google, key': [aGoogleKey(), {vendor: 'google', kind: 'Google service account key', isShortLived: false}],
  'Google, key in base64': [base64(aGoogleKey()), {kind: 'Google service account key in base64'}],
  'Google, another file': [aGoogleKey('authorized_user'), {vendor: 'google', isUseless: true}],
  'Amazon, with its end': [
    anEcrPassword(end),
    {vendor: 'aws', kind: 'ECR authorization token', isShortLived: true, expiresAt: endText},
  ],
  'Amazon, with an end nobody understands': [anEcrPassword('soon'), {vendor: 'aws', expiresAt: undefined}],
  'JFrog, API key': [`AKCp${random}${random}`, {vendor: 'jfrog', kind: 'Artifactory API key'}],
  'JFrog, reference token with its end': [
    base64(`reftkn:01:${end}:${random.slice(0, 28)}`),
    {vendor: 'jfrog', kind: 'JFrog reference token', expiresAt: endText},
  ],
  'JFrog, reference token without end': [base64('reftkn:01:0000000000:xyz'), {vendor: 'jfrog', expiresAt: undefined}],
  'JFrog, access token': [
    aJwt({iss: 'jfac@01', sub: 'jfac@01/users/ci'}),
    {vendor: 'jfrog', kind: 'JFrog access token'},
  ],
  'Azure, refresh': [
    anAcrToken('shop.azurecr.io'),
    {vendor: 'microsoft', kind: 'ACR refresh token', isShortLived: true, expiresAt: '2026-11-18T14:06:40Z'},
  ],
  'Azure, access': [anAcrToken('shop.azurecr.io', 'access_token'), {vendor: 'microsoft', kind: 'ACR access token'}],
  'Azure, Entra': [
    aJwt({iss: 'https://sts.windows.net/72f988bf/', exp: end}),
    {vendor: 'microsoft', kind: 'Microsoft Entra access token', expiresAt: endText},
  ],
  'Azure, admin': [`${random}abcdEF+ACRAx1y2z`, {vendor: 'microsoft', kind: 'ACR admin or token password'}],
  'Azure, client secret': [`abc8Q~${random.slice(0, 34)}`, {kind: 'Microsoft Entra client secret'}],
  NVIDIA: [`nvapi-${random}`, {vendor: 'nvidia', kind: 'NVIDIA API key'}],
  'Red Hat': [aJwt({iss: 'https://sso.redhat.com/auth/realms/rhcc'}), {vendor: 'red-hat'}],
  'Kubernetes, bound': [
    aJwt({iss: 'https://kubernetes.default.svc', 'kubernetes.io': {namespace: 'shop'}, exp: end}),
    {vendor: 'kubernetes', kind: 'Kubernetes ServiceAccount token', expiresAt: endText},
  ],
  'a JSON Web Token of somebody else': [
    aJwt({iss: 'https://id.corp', exp: end}),
    {vendor: 'unknown', expiresAt: endText},
  ],
  'white space around': [`\uFEFF ghp_${random}\r\n`, {vendor: 'github'}],

  'a password': ['correct horse battery staple', undefined],
  nothing: ['', undefined],
  'a prefix in the middle': ['my_ghp_token', undefined],
  'an issuer that only begins like one': [aJwt({iss: 'Azure Container Registry of Mallory'}), {vendor: 'unknown'}],
  'a JSON object that is no key': ['{"type":"pull","private_key":"x"}', undefined],
  'a long text of base64': ['QUFB'.repeat(50_000), undefined],
}

for (const [name, [password, expected]] of Object.entries(forms)) {
  test(`recognises by the form: ${name}`, () => {
    const form = recogniseToken(new Sensitive(password))
    if (expected === undefined) return assert.equal(form, undefined)
    const seen = new Map<string, unknown>(Object.entries(form ?? {}))
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, seen.get(key)])), expected)
  })
}
