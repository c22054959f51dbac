import assert from 'node:assert/strict'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'node:test'
import {parse} from 'yaml'
import {platforms} from './platform.ts'

const folder = join(import.meta.dirname, '../../.github/workflows')
const workflows = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)

interface Step {
  readonly run?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly if?: string
  readonly permissions?: Readonly<Record<string, string>>
  readonly 'timeout-minutes'?: number
  readonly needs?: string
  readonly strategy?: {readonly matrix: {readonly runner: readonly string[]}}
  readonly steps: readonly Step[]
}

for (const [name, text] of workflows) {
  const {permissions, jobs}: {permissions: unknown; jobs: Readonly<Record<string, Job>>} = parse(text)

  test(`${name} pins the actions that it uses, by commit where it is known`, () => {
    const used = Object.values(jobs).flatMap(({steps}) => steps.flatMap(({uses}) => uses ?? []))
    const byTag = used.filter((action) => !/^[\w./-]+@[0-9a-f]{40}$/.test(action))
    assert.deepEqual(
      byTag.filter((action) => action !== 'rajatjindal/krew-release-bot@v0.0.46'),
      [],
    )
    for (const line of text.split('\n').filter((one) => /uses: actions\//.test(one))) assert.match(line, / # v\d/)
  })

  test(`${name} may read at most, but for the jobs that say what they write`, () => {
    assert.ok(['{}', '{"contents":"read"}'].includes(JSON.stringify(permissions)))
    const rights = Object.entries(jobs).flatMap(([job, {permissions: own = {}}]) =>
      Object.entries(own).flatMap(([right, level]) => (level === 'write' ? [`${job}: ${right}`] : [])),
    )
    const needed = ['attest: id-token', 'attest: attestations', 'github: contents', 'npm: id-token']
    assert.deepEqual(rights, name === 'release.yml' ? needed : [])
  })

  test(`${name} runs no text of a pull request or a tag as a command`, () => {
    const commands = Object.values(jobs).flatMap(({steps}) => steps.flatMap(({run}) => run ?? []))
    for (const command of commands) assert.doesNotMatch(command, /\$\{\{/)
  })

  test(`${name} keeps no credentials in what it checks out, and lets no job run for ever`, () => {
    for (const {steps, ...job} of Object.values(jobs)) {
      assert.ok((job['timeout-minutes'] ?? 360) <= 40)
      const checkouts = steps.filter(({uses}) => uses?.startsWith('actions/checkout@'))
      for (const {with: settings} of checkouts) assert.equal(settings?.['persist-credentials'], false)
    }
  })
}

const {jobs}: {jobs: Readonly<Record<string, Job>>} = parse(readFileSync(join(folder, 'release.yml'), 'utf8'))

test('a release publishes only what is tested, audited, built twice and started on every system', () => {
  const commands = jobs['build']?.steps.flatMap(({run}) => run?.trim() ?? []) ?? []
  const order = ['.ci/run', 'npm audit', 'npm run package'].map((command) => commands.indexOf(command))
  assert.ok(order.every((place, index) => place > (order[index - 1] ?? -1)))
  assert.deepEqual(
    ['smoke', 'attest', 'github', 'npm', 'krew'].map((job) => jobs[job]?.needs),
    ['build', 'smoke', 'attest', 'github', 'github'],
  )
  const {strategy, steps = []} = jobs['smoke'] ?? {}
  assert.equal(strategy?.matrix.runner.length, platforms.length)
  assert.ok(steps.some(({run}) => run === 'node test/release/smoke.ts release'))
})

test('npm publishes a file, not the repository of GitHub that a path of two parts is to it', () => {
  const commands = Object.values(jobs).flatMap(({steps}) => steps.flatMap(({run}) => run ?? []))
  const publishing = commands.filter((command) => command.startsWith('npm publish '))
  assert.equal(publishing.length, 2)
  for (const command of publishing) assert.match(command, / \.\/release\/kubectl-imagecreds-\*\.tgz$/)
})

test('a run by hand publishes nothing', () => {
  // What needs a job that is left out is left out, too.
  assert.equal(jobs['attest']?.if, "github.ref_type == 'tag'")
})
