import assert from 'node:assert/strict'
import {test} from 'node:test'
import type {Cause} from '../../src/doctor/cause.ts'
import {contentScenarios} from './content-scenarios.ts'
import {examined} from './examined.ts'
import {goKeyring, type StoredSecret} from './go-keyring.ts'
import {keyScenarios} from './key-scenarios.ts'
import {type Random, randomFrom} from './random.ts'
import {basic, bearer} from './registries.ts'
import {type Runtime, runtimes} from './runtime.ts'
import {play, type Scenario} from './scenario.ts'

const image = 'registry.example.test:5443/private/app:1.0'

/** One Secret of the tables, with what is wrong with it. */
interface Piece {
  readonly truth: Cause
  readonly secret: StoredSecret
}

const pieces = [...Object.values(contentScenarios), ...Object.values(keyScenarios)].flatMap(
  (scenario): readonly Piece[] => {
    const secret = scenario.image === image ? scenario.secrets?.['regcred'] : undefined
    return secret === undefined ? [] : [{truth: scenario.truth, secret}]
  },
)

const refusals: readonly Cause[] = ['bad-credentials', 'credential-whitespace', 'secret-auth-conflict']
const gaps: readonly Cause[] = ['secret-empty', 'secret-wrong-type', 'secret-key-mismatch']

test('of any mixture of Secrets, nothing is said first that none of them has', () => {
  const random = randomFrom(1811)
  for (let round = 0; round < 600; round += 1) {
    const chosen = random.several(0, 4, () => aPiece(random))
    const secrets = Object.fromEntries(chosen.map(({secret}, at) => [`secret-${at}`, secret]))
    const missing = random.number(3) === 0 ? ['gone'] : []
    const scenario: Scenario = {
      truth: 'unknown',
      image,
      registry: random.oneOf([basic, bearer]),
      secrets,
      names: random.number(2) === 0 ? [...missing, ...Object.keys(secrets)] : [...Object.keys(secrets), ...missing],
    }
    const runtime = random.oneOf(runtimes)
    const said = causesOf(scenario, runtime)
    const allowed = allowedCauses(scenario, chosen, missing.length > 0)
    const about = `${runtime}: ${JSON.stringify(secrets)} and ${missing.length} missing`
    if (allowed.length === 0) assert.deepEqual(said, [], about)
    else
      assert.ok(
        allowed.some((cause) => cause === said[0]?.cause),
        `${said[0]?.cause}, not ${allowed.join()}: ${about}`,
      )
    const isOneOfSeveral = new Set(allowed).size > 1
    assert.ok(!isOneOfSeveral || said[0]?.certainty !== 'proved', `proved, of ${allowed.join()}: ${about}`)
  }
})

/** A malformed one spoils all, so it is taken seldom. */
function aPiece(random: Random): Piece {
  const piece = pieces[random.number(pieces.length)]
  if (piece === undefined) return aPiece(random)
  return piece.truth === 'secret-malformed' && random.number(5) > 0 ? aPiece(random) : piece
}

/** What the Secrets and the registry leave, going by the naive keyring; none where the image is pulled. */
function allowedCauses(
  {registry, secrets = {}}: Scenario,
  chosen: readonly Piece[],
  isOneMissing: boolean,
): readonly Cause[] {
  const keyring = goKeyring(Object.values(secrets), image.replace(/:1\.0$/, ''))
  if ('fault' in keyring) return ['secret-malformed']
  const shown = keyring.logins.filter(({username, password}) => username !== '' && password !== '')
  if (shown.some((login) => registry(login) === 'pulled')) return []
  const truths = chosen.map(({truth}) => truth)
  if (shown.length > 0) return ['bad-credentials', ...truths.filter((truth) => refusals.includes(truth))]
  const found = [
    ...truths.filter((truth) => gaps.includes(truth)),
    ...(isOneMissing ? (['secret-missing'] as const) : []),
  ]
  return found.length > 0 ? found : ['no-credentials']
}

function causesOf(scenario: Scenario, runtime: Runtime) {
  return examined(play(scenario, runtime)).flatMap(({causes}) =>
    causes.map(({diagnosis, finding}) => ({cause: diagnosis.cause, certainty: finding.certainty})),
  )
}
