import assert from 'node:assert/strict'
import {after, before, test} from 'node:test'
import {type ApiServer, startApiServer} from '../../sandbox/kube/api-server.ts'
import {type Json, type JsonObject, textAt} from '../../sandbox/kube/json.ts'
import {type Caller, callServer} from './call-server.ts'
import {claimedPart, comparableAnswer, type GivenAnswer, isExact} from './comparable-answer.ts'
import {type Recording, recordedObjects, recordings} from './recording.ts'

/** Every recorded request is put to the sandbox, which has to answer as the real server did. */
let server: ApiServer
let answers: ReadonlyMap<string, GivenAnswer>

before(async () => {
  server = await startApiServer({
    captures: 'all',
    clock: () => new Date('2026-11-21T22:18:05Z'),
    users: [{name: 'admin', groups: ['system:masters']}, {name: 'viewer'}],
    objects: [
      ...recordedObjects(),
      ...viewerRights(),
      {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'lab-api'}},
    ],
  })
  answers = await playAgain(recordings())
})

after(() => server.close())

for (const recording of recordings()) {
  const {request, status, file} = recording
  test(`answers ${status} as recorded in ${file}: ${request.method} ${request.path.split('?')[0]}`, () => {
    const answer = answers.get(file)
    assert.ok(answer)
    const expected = comparableAnswer({...recording, body: claimedPart(recording.body, answer.body)})
    assert.deepEqual(comparableAnswer(answer), expected)
    const length = recording.headers['Content-Length']
    if (length !== undefined && isExact(recording.body)) assert.equal(answer.headers['content-length'], length)
  })
}

test('the comparison sees a status, a header and a word that differ', () => {
  const answer = {status: 404, headers: {'Content-Type': 'application/json'}, body: {message: 'pods "a" not found'}}
  const other = (change: Partial<GivenAnswer>) => comparableAnswer({...answer, ...change})
  assert.deepEqual(other({headers: {'content-type': 'application/json', connection: 'close'}}), other({}))
  assert.notDeepEqual(other({status: 403}), other({}))
  assert.notDeepEqual(other({headers: {}}), other({}))
  assert.notDeepEqual(other({body: {message: 'pods "b" not found'}}), other({}))
})

/** Identities and continue tokens of the recording stand for those that the sandbox gave in their place. */
async function playAgain(all: readonly Recording[]): Promise<ReadonlyMap<string, GivenAnswer>> {
  const callers = await callersOf()
  const given = new Map<string, GivenAnswer>()
  const ours = new Map<string, string>()
  for (const {file, request, body} of all) {
    const caller = callers[request.as]
    assert.ok(caller, `nobody here is called "${request.as}"`)
    const translate = (text: string) => [...ours].reduce((sofar, [theirs, own]) => sofar.replaceAll(theirs, own), text)
    const answer = await callServer(caller, {
      method: request.method,
      path: translate(request.path),
      headers: {...request.headers, ...(request.contentType === null ? {} : {'Content-Type': request.contentType})},
      ...(request.body === null ? {} : {body: translate(JSON.stringify(request.body))}),
    })
    const isJson = answer.headers['content-type']?.startsWith('application/json') === true
    const read: Json = isJson ? JSON.parse(answer.body) : answer.body
    given.set(file, {...answer, body: read})
    for (const member of ['uid', 'continue']) {
      const [theirs, own] = [textAt(body, 'metadata', member), textAt(read, 'metadata', member)]
      if (theirs !== undefined && own !== undefined) ours.set(theirs, own)
    }
  }
  return given
}

async function callersOf(): Promise<Readonly<Record<string, Caller>>> {
  const {url, ca} = server
  const [admin, viewer] = await Promise.all([server.clientCertificate('admin'), server.clientCertificate('viewer')])
  return {admin: {url, ca, ...admin}, viewer: {url, ca, ...viewer}, 'no client certificate': {url, ca}}
}

/** The role that the recorded viewer had. */
function viewerRights(): readonly JsonObject[] {
  const name = 'lab-pod-viewer'
  const apiGroup = 'rbac.authorization.k8s.io'
  const read = ['get', 'list', 'watch']
  const rules = [
    {verbs: read, apiGroups: [''], resources: ['pods', 'events', 'serviceaccounts', 'namespaces']},
    {verbs: read, apiGroups: ['events.k8s.io'], resources: ['events']},
    {verbs: ['get', 'list'], apiGroups: ['apps'], resources: ['deployments', 'replicasets']},
  ]
  const subjects = [{kind: 'User', name: 'viewer', apiGroup}]
  const roleRef = {kind: 'ClusterRole', name, apiGroup}
  return [
    {apiVersion: `${apiGroup}/v1`, kind: 'ClusterRole', metadata: {name}, rules},
    {apiVersion: `${apiGroup}/v1`, kind: 'ClusterRoleBinding', metadata: {name}, subjects, roleRef},
  ]
}
