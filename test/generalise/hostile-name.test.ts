import assert from 'node:assert/strict'
import {test} from 'node:test'
import {answerScenarios} from './answer-scenarios.ts'
import {examined} from './examined.ts'
import {quotesRegistry, type Runtime} from './runtime.ts'
import {play, type Scenario} from './scenario.ts'
import {transportScenarios} from './transport-scenarios.ts'

/** Names that somebody may give a repository, and that spell what errors and URLs are made of. */
const names = [
  'unauthorized/denied:not-found',
  'manifest-unknown/no-such-host:401',
  'toomanyrequests/503:403',
  'x509/tls-handshake:timeout',
  'blobs/app:1',
  'manifests/blobs/x:1',
  'oauth2/token:1',
  'a/signature:no-space-left-on-device',
]

const runtimes: readonly Runtime[] = ['containerd-1.6', 'containerd-2.3', 'cri-o-1.36', 'docker']

test('no name of a repository changes why its pull fails', () => {
  for (const [sentence, scenario] of Object.entries({...transportScenarios, ...answerScenarios})) {
    for (const name of names) {
      const image = scenario.image.replace(/(?<=^registry\.example\.test\/)team\/app:1\.0/, name)
      for (const runtime of runtimes.filter((each) => image !== scenario.image && isTold(scenario, each))) {
        const [first] = examined(play({...scenario, image}, runtime)).flatMap(({causes}) => causes)
        const accepted: readonly string[] = [scenario.truth, ...(scenario.also ?? [])]
        const cause = first?.diagnosis.cause ?? 'healthy'
        assert.ok(accepted.includes(cause), `${sentence}, of ${image} [${runtime}]: ${cause}, not ${accepted.join()}`)
      }
    }
  }
})

/** Keys with a path would no longer be for the image. */
function isTold({isToldByBody, secrets}: Scenario, runtime: Runtime): boolean {
  if (isToldByBody === true && !quotesRegistry(runtime)) return false
  return !JSON.stringify(secrets ?? {}).includes('/team')
}
