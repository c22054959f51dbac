import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'

/** A form of the program as it is installed. */
export interface Installed {
  /** The words that start it. */
  readonly program: readonly [string, ...string[]]
  /** Those that start it by the name that kubectl's completion looks for. */
  readonly completer: readonly [string, ...string[]]
  /** What `--version` says of where it runs, such as `(linux x64, Bun 1.2.3)`. */
  readonly place: RegExp
}

const captured = join(import.meta.dirname, '../fixtures/captures/33-cronjob.json')
const digest = `sha256:${'a'.repeat(64)}`

/**
 * The least that a release must do on the system it is for: start, read a file and decide, ask a registry, and answer
 * kubectl's completion. Throws where it does not. Needs nothing but Node.js: it runs where nothing is installed.
 */
export async function smokeTest({program, completer, place}: Installed): Promise<void> {
  const version = await run(program, '--version')
  assert.match(version.stdout, /^kubectl-imagecreds \d+\.\d+\.\d+ \(.*\)\r?\n$/)
  assert.match(version.stdout, place)
  const doctor = await run(program, 'doctor', '-f', captured, '--no-probe', '-o', 'json')
  assert.deepEqual([doctor.exitCode, doctor.stderr], [1, ''])
  assert.equal(JSON.parse(doctor.stdout).findings[0].code, 'ICR1201')
  await asksRegistry(program)
  const completed = await run(completer, 'doc')
  assert.match(completed.stdout, /^doctor\t.*\n:4\n$/)
  assert.deepEqual([completed.exitCode, completed.stderr], [0, ''])
}

async function asksRegistry(program: Installed['program']): Promise<void> {
  const registry = createServer((request, response) => {
    response.writeHead(200, {
      'content-type': 'application/vnd.oci.image.manifest.v1+json',
      'docker-content-digest': digest,
      'content-length': 2,
    })
    response.end(request.method === 'HEAD' ? undefined : '{}')
  })
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  try {
    const image = `127.0.0.1:${port(registry.address())}/team/app:1`
    const {exitCode, stdout} = await run(program, 'verify', '--anonymous', '--image', image, '--plain-http')
    assert.ok(stdout.includes(digest), stdout)
    assert.equal(exitCode, 0)
  } finally {
    registry.close()
  }
}

function port(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

interface Run {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | string
}

/** On Windows npm starts a program by a batch file, which takes a shell; no word here is one that a shell would change. */
function run([file, ...first]: readonly [string, ...string[]], ...args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const options = {shell: /\.cmd$/.test(file), timeout: 60_000}
    execFile(file, [...first, ...args], options, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') reject(error)
      resolve({stdout, stderr, exitCode: error === null ? 0 : (error.code ?? 'killed')})
    })
  })
}
