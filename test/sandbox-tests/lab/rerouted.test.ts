import assert from 'node:assert/strict'
import {test} from 'node:test'
import {createHttp} from '../../../src/registry/http.ts'
import {createCertificateAuthority} from '../../sandbox/certificate-authority.ts'
import {rerouted} from '../../sandbox/lab/rerouted.ts'
import {json} from '../../sandbox/registry/answer.ts'
import {resolveToLoopback} from '../../sandbox/registry/host-name.ts'
import {startScriptedRegistry} from '../../sandbox/registry/scripted-registry.ts'

test('a registry of the recordings is asked under its own name, and where the sandbox plays it', async (t) => {
  const authority = await createCertificateAuthority()
  const server = await startScriptedRegistry(() => json(200, {}), {
    tls: await authority.issueServer({names: ['ghcr.io']}),
  })
  const direct = createHttp({certificateAuthority: authority.cert, resolve: resolveToLoopback, environment: {}})
  t.after(() => Promise.all([direct.close(), server.close()]))
  const http = rerouted(direct, new Map([['ghcr.io', server.port]]))

  const answer = await http.send({method: 'GET', url: new URL('https://ghcr.io/v2/')})
  assert.equal(answer.kind === 'response' && answer.status, 200)
  assert.equal(server.requests[0]?.headers.host, `ghcr.io:${server.port}`)

  const other = await http.send({method: 'GET', url: new URL('https://quay.io:1/v2/')})
  assert.equal(other.kind, 'failure')
  assert.equal(server.requests.length, 1)
})
