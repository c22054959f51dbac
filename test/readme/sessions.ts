import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {stringify} from 'yaml'
import {cli} from '../cli/run-cli.ts'
import {startLab} from '../sandbox/lab/lab.ts'

/** One console block of the README: a command, and below it all that the program prints. */
export interface Session {
  readonly command: string
  readonly screen: string
}

const readme = join(import.meta.dirname, '../../README.md')
const block = /```console\n\$ (.+)\n([\s\S]*?)```/g

export function readReadme(): string {
  return readFileSync(readme, 'utf8')
}

export function writeReadme(text: string): void {
  writeFileSync(readme, text)
}

/** The console blocks of a text, in order. */
export function sessionsIn(text: string): readonly Session[] {
  return Array.from(text.matchAll(block), ([, command = '', screen = '']) => ({command, screen}))
}

/** The text with each console block's screen replaced, in order. */
export function withScreens(text: string, screens: readonly string[]): string {
  let index = 0
  return text.replace(block, (_, command: string) => `\`\`\`console\n$ ${command}\n${screens[index++] ?? ''}\`\`\``)
}

/** As containerd words a token server's refusal, and a kubelet its event. */
const event =
  'Failed to pull image "registry.example.com/team/app:1.4": failed to pull and unpack image ' +
  '"registry.example.com/team/app:1.4": failed to resolve image: failed to authorize: failed to fetch oauth token: ' +
  'unexpected status from GET request to https://registry.example.com/service/token: 401 Unauthorized\n'

/**
 * Runs commands as the README's reader would, in a directory with the files that they name and a cluster with the
 * namespaces that they look at. The ports of this run are written as 5000 and up, as the README has them.
 */
export async function screensOf(commands: readonly string[]): Promise<readonly string[]> {
  const lab = await startLab({
    shop: '33f-deployment-many-replicas',
    billing: '05-secret-missing',
    payments: '09c-key-missing-port',
    login: '30-password-newline',
    web: '01-correct-secret',
  })
  const folder = mkdtempSync(join(tmpdir(), 'imagecreds-readme-'))
  try {
    const env = {KUBECONFIG: lab.cluster.writeKubeconfig(folder, 'admin')}
    writeFileSync(join(folder, 'registries.pem'), lab.registryCa)
    copyFileSync(join(import.meta.dirname, '../fixtures/captures/09u-hub-hub.json'), join(folder, 'objects.json'))
    writeFileSync(join(folder, 'event.txt'), event)
    writeFileSync(join(folder, 'token'), 'ghp_0123456789abcdefghijklmnopqrstuvwxyz\n')
    writeFileSync(join(folder, 'values.yaml'), valuesFile())
    writeFileSync(join(folder, 'regcred.yaml'), stringify(secret()))
    const names = Object.values(lab.registries).map(({host}, index) => [host, `127.0.0.1:${5000 + index}`] as const)
    const screens: string[] = []
    for (const command of commands) {
      const run = await runLine(command, {cwd: folder, env})
      screens.push(names.reduce((text, [live, shown]) => text.replaceAll(live, shown), run))
    }
    return screens
  } finally {
    await lab.close()
    rmSync(folder, {recursive: true})
  }
}

/** `kubectl imagecreds WORDS [< FILE]`; of quotes there are single ones around a whole word. */
async function runLine(command: string, options: {readonly cwd: string; readonly env: Record<string, string>}) {
  const [line = '', file] = command.split(' < ')
  const words = /^kubectl imagecreds (.+)$/.exec(line)?.[1]
  if (words === undefined) throw new Error(`no call of the program: ${command}`)
  const stdin = file === undefined ? '' : readFileSync(join(options.cwd, file.trim()))
  const argv = words.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1'))
  const {stdout, stderr} = await cli(argv, {...options, stdin})
  return stderr + stdout
}

/** The one YAML block of the README, which its reader has as `values.yaml`. */
function valuesFile(): string {
  return /```yaml\n([\s\S]*?)```/.exec(readReadme())?.[1] ?? ''
}

function secret(): object {
  const login = {username: 'ci-bot', password: 'github_pat_11ABCDEFG0123456789', auth: ''}
  const config = JSON.stringify({auths: {'https://ghcr.io/v2': login, 'hub.docker.com': {...login, password: 'x '}}})
  const data = {'.dockerconfigjson': Buffer.from(config).toString('base64')}
  const metadata = {name: 'regcred', namespace: 'shop'}
  return {apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/dockerconfigjson', data}
}
