import type {Pair} from './compare.ts'
import type {Workplace} from './workplace.ts'

/** What a call costs before it has anything to do. */
export function startUpPairs({kubectl, ours, file}: Workplace): readonly Pair[] {
  const secret = file('secret.json', JSON.stringify(aSecret))
  const version = kubectl('version', '--client')
  const password = ['--docker-server=ghcr.io', '--docker-username=ci', '--docker-password=secret']
  const dryRun = ['--dry-run=client', '-o', 'yaml']
  const login = ['--server', 'ghcr.io', '--username', 'ci', '--password', 'secret']
  return [
    {name: '--version', limit: 1, reference: version, ours: ours('--version')},
    {name: '--help', limit: 1, reference: kubectl('--help'), ours: ours('--help')},
    {
      name: 'create --dry-run=client -o yaml',
      limit: 1,
      reference: kubectl('create', 'secret', 'docker-registry', 'regcred', ...password, ...dryRun),
      ours: ours('create', 'regcred', ...login, '--no-verify', ...dryRun),
    },
    {name: 'decode -f', limit: 1.2, reference: version, ours: ours('decode', '-f', secret)},
    {name: 'explain ICR1101', limit: 1.2, reference: version, ours: ours('explain', 'ICR1101')},
  ]
}

const config = {auths: {'ghcr.io': {auth: Buffer.from('ci:secret').toString('base64')}}}
const aSecret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {namespace: 'shop', name: 'regcred'},
  type: 'kubernetes.io/dockerconfigjson',
  data: {'.dockerconfigjson': Buffer.from(JSON.stringify(config)).toString('base64')},
}
