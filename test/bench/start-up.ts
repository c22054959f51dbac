import type {Contest} from './compare.ts'
import type {Workplace} from './workplace.ts'

/** What a call costs before it has anything to do. */
export function startUpContests({kubectl, ours, file}: Workplace): readonly Contest[] {
  const secret = file('secret.json', JSON.stringify(aSecret))
  const version = kubectl('version', '--client')
  const password = ['--docker-server=ghcr.io', '--docker-username=ci', '--docker-password=secret']
  const dryRun = ['--dry-run=client', '-o', 'yaml']
  const login = ['--server', 'ghcr.io', '--username', 'ci', '--password', 'secret']
  return [
    {name: '--version', reference: version, ours: ours({npm: 1, archive: 0.5}, '--version')},
    {name: '--help', reference: kubectl('--help'), ours: ours({npm: 1, archive: 0.6}, '--help')},
    {
      name: 'create --dry-run=client -o yaml',
      reference: kubectl('create', 'secret', 'docker-registry', 'regcred', ...password, ...dryRun),
      ours: ours({npm: 1, archive: 0.5}, 'create', 'regcred', ...login, '--no-verify', ...dryRun),
    },
    {name: 'decode -f', reference: version, ours: ours({npm: 1.2, archive: 0.7}, 'decode', '-f', secret)},
    {name: 'explain ICR1101', reference: version, ours: ours({npm: 1.2, archive: 0.7}, 'explain', 'ICR1101')},
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
