import type {TokenForm} from './token-form.ts'

/** A form that shows in the first characters, or in one mark at a fixed place. */
export interface TokenPrefix extends TokenForm {
  readonly begins: RegExp
}

function prefix(vendor: TokenForm['vendor'], begins: RegExp, kind: string): TokenPrefix {
  return {vendor, begins, kind, isShortLived: false}
}

function shortLived(vendor: TokenForm['vendor'], begins: RegExp, kind: string): TokenPrefix {
  return {vendor, begins, kind, isShortLived: true}
}

function useless(vendor: TokenForm['vendor'], begins: RegExp, kind: string): TokenPrefix {
  return {vendor, begins, kind, isShortLived: false, isUseless: true}
}

/**
 * The prefixes that vendors give their tokens so that scanners find them. From the vendors' pages on token formats, read
 * 2026-11; a vendor adds one from time to time. A GitLab instance may put a word of its own before GitLab's prefix.
 */
export const tokenPrefixes: readonly TokenPrefix[] = [
  prefix('docker', /^dckr_pat_/, 'Docker personal access token'),
  prefix('docker', /^dckr_oat_/, 'Docker organization access token'),

  prefix('github', /^ghp_/, 'GitHub personal access token (classic)'),
  prefix('github', /^github_pat_/, 'GitHub fine-grained personal access token'),
  prefix('github', /^gho_/, 'GitHub OAuth access token'),
  shortLived('github', /^ghu_/, 'GitHub App user access token'),
  shortLived('github', /^ghs_/, 'GitHub App installation token'),
  useless('github', /^ghr_/, 'GitHub App refresh token'),

  prefix('gitlab', /^(?:[\w-]{1,20}-)?glpat-/, 'GitLab access token'),
  prefix('gitlab', /^(?:[\w-]{1,20}-)?gldt-/, 'GitLab deploy token'),
  shortLived('gitlab', /^(?:[\w-]{1,20}-)?glcbt-/, 'GitLab CI/CD job token'),
  useless('gitlab', /^(?:[\w-]{1,20}-)?glrtr?-/, 'GitLab runner authentication token'),
  useless('gitlab', /^(?:[\w-]{1,20}-)?glptt-/, 'GitLab pipeline trigger token'),
  useless('gitlab', /^(?:[\w-]{1,20}-)?gl(?:ft|imt|agent|soat|ffct|oas|wt)-/, 'GitLab token for another purpose'),

  shortLived('google', /^ya29\./, 'Google OAuth access token'),

  prefix('jfrog', /^AKCp[0-9A-Za-z]{60,}$/, 'Artifactory API key'),

  prefix('microsoft', /^[A-Za-z0-9+/]{42}\+ACR[A-D][A-Za-z0-9+/]{5}$/, 'ACR admin or token password'),
  prefix('microsoft', /^[\w~.-]{3}[78]Q~[\w~.-]{31,34}$/, 'Microsoft Entra client secret'),

  prefix('nvidia', /^nvapi-/, 'NVIDIA API key'),
]
