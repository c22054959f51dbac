import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {executable} from '../cli/run-cli.ts'

/**
 * What a call costs before it does anything, against kubectl's own: CPU time (user and system) in milliseconds, means of
 * interleaved runs. The machine's speed is in all of them; the ratios are what counts.
 */
const rounds = 20
const home = mkdtempSync(join(tmpdir(), 'imagecreds-bench-'))
const node = process.execPath

const calls: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'kubectl version --client': ['kubectl', 'version', '--client'],
  'kubectl --help': ['kubectl', '--help'],
  'node -e 0': [node, '-e', '0'],
  'imagecreds --version': [node, executable, '--version'],
  'imagecreds --help': [node, executable, '--help'],
  'imagecreds explain ICR1101': [node, executable, 'explain', 'ICR1101'],
  'imagecreds explain -o yaml': [node, executable, 'explain', '-o', 'yaml'],
}

const spent = new Map(Object.keys(calls).map((name) => [name, 0]))
for (let round = -2; round < rounds; round++) {
  for (const [name, call] of Object.entries(calls)) {
    const milliseconds = cpuOf(call)
    // The first two fill the compile cache.
    if (round >= 0) spent.set(name, (spent.get(name) ?? 0) + milliseconds)
  }
}
rmSync(home, {recursive: true})

const kubectl = spent.get('kubectl version --client') ?? 0
console.log('CPU ms   to kubectl version')
for (const [name, total] of spent) {
  console.log(`${(total / rounds).toFixed(0).padStart(6)}   ${(total / kubectl).toFixed(2).padStart(10)}   ${name}`)
}

function cpuOf([program, ...args]: readonly [string, ...string[]]): number {
  const before = cpuOfChildren()
  const {error} = spawnSync(program, args, {env: {PATH: process.env['PATH'], HOME: home}, stdio: 'ignore'})
  if (error) throw error
  return cpuOfChildren() - before
}

/** `cutime` and `cstime` of proc_pid_stat(5), in ticks of 10 ms: too coarse for one run, not for the mean of many. */
function cpuOfChildren(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) * 10
}
