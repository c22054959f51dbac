import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import type {KeyPair} from '../certificate-authority.ts'
import {distributionBinary, distributionMissing} from './distribution-binary.ts'
import {type DistributionAuth, distributionConfig} from './distribution-config.ts'
import {type SandboxUser, sandboxUsers} from './sandbox-user.ts'

export interface DistributionOptions {
  readonly auth: DistributionAuth
  readonly tls?: KeyPair
  /** Who is in the htpasswd file. Default: the users of the sandbox. */
  readonly users?: readonly SandboxUser[]
}

/** The process itself, with nothing in front of it. */
export interface BareDistribution {
  readonly port: number
  /** `127.0.0.1:port`. */
  readonly host: string
  readonly url: string
  close(): Promise<void>
}

/**
 * Starts the real registry and speaks to it directly: its TLS and HTTP/2 are those of Go, and what it was asked is not
 * recorded. `startDistribution` is the one with a memory.
 */
export async function startBareDistribution(options: DistributionOptions): Promise<BareDistribution> {
  const binary = distributionBinary()
  if (binary === undefined) throw new Error(distributionMissing())
  const folder = await mkdtemp(join(tmpdir(), 'distribution-'))
  const config = await writeFiles(folder, options)
  // Without this environment: Distribution lets REGISTRY_* variables override its configuration.
  const child = spawn(binary, ['serve', config], {env: {}, stdio: ['ignore', 'ignore', 'pipe']})
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)

  async function close() {
    process.off('exit', killWithUs)
    await stop(child)
    await rm(folder, {recursive: true})
  }

  try {
    const port = await listeningPort(child)
    const host = `127.0.0.1:${port}`
    return {port, host, url: `${options.tls === undefined ? 'http' : 'https'}://${host}`, close}
  } catch (error) {
    await close()
    throw error
  }
}

async function writeFiles(folder: string, {auth, tls, users = sandboxUsers}: DistributionOptions): Promise<string> {
  const file = (name: string, text: string) => writeFile(join(folder, name), text, {mode: 0o600})
  await file('htpasswd', users.map(({username, bcrypt}) => `${username}:${bcrypt}\n`).join(''))
  await file('tokens.crt', auth !== 'none' && auth.kind === 'token' ? auth.certBundle : '')
  await file('tls.crt', tls?.cert ?? '')
  await file('tls.key', tls?.key ?? '')
  const files = {
    storage: join(folder, 'storage'),
    htpasswd: join(folder, 'htpasswd'),
    certBundle: join(folder, 'tokens.crt'),
    ...(tls === undefined ? {} : {tls: {certificate: join(folder, 'tls.crt'), key: join(folder, 'tls.key')}}),
  }
  await file('config.yml', distributionConfig(auth, files))
  return join(folder, 'config.yml')
}

/**
 * The line is logged after the port is bound, so a connection made now waits in its queue and is not refused. Reading
 * goes on after it: a full pipe would stop the registry.
 */
function listeningPort(child: ChildProcess): Promise<number> {
  const {promise, resolve, reject} = Promise.withResolvers<number>()
  if (child.stderr === null) throw new Error('the registry has no stderr')
  const lines = createInterface({input: child.stderr})
  let said = ''
  lines.on('line', (line) => {
    said = line
    const port = /"listening on 127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    if (port !== undefined) resolve(Number(port))
  })
  lines.on('close', () => reject(new Error(`the registry ended before it listened: ${said}`)))
  return promise
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
