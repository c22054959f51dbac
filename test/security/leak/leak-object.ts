import {aLogin, aPod, aPullSecret, aSecret} from '../../commands/object.ts'
import {type JsonObject, listAt, objectAt} from '../../sandbox/kube/json.ts'
import {canaries} from './canary.ts'

/** What the cluster of the leak test holds, with a canary wherever an object has a place for a login. */
export function leakObjects(hostOf: (name: string) => string, registries: readonly string[]): readonly JsonObject[] {
  const login = aLogin('ci', canaries.secret)
  const echos = hostOf('ECHOS')
  return [
    ...secrets(Object.fromEntries(registries.map((name) => [hostOf(name), login])), hostOf),
    ...registries.map((name, at) =>
      withSpec(aPod(`pod-${at}`, {image: `${hostOf(name)}/team/app:1.0`, pullSecrets: ['all'], labels: {app: 'web'}})),
    ),
    aPod('waiting', {
      image: `${echos}/team/app:1.0`,
      pullSecrets: ['broken'],
      waiting: {reason: 'ErrImagePull', message: `failed to do request: Head "${userinfo('h.test/v2/')}": EOF`},
    }),
    aPod('unnamed', {
      image: userinfo(`${echos}/team/app:1.0`),
      pullSecrets: ['tokens', 'legacy', 'opaque', 'wrong-key'],
      waiting: {
        reason: 'InvalidImageName',
        message: `Failed to apply default image tag "${userinfo(`${echos}/team/app:1.0`)}": couldn't parse image name`,
      },
    }),
    aPod('told', {image: `${echos}/team/other:1.0`, waiting: {reason: 'ImagePullBackOff', message: ''}}),
    ...eventMessages.map((message, at) => anEvent(`told.${at}`, message)),
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {name: 'default', namespace: 'shop', annotations: lastApplied({token: canaries.podSpec})},
      imagePullSecrets: [{name: 'stored'}],
    },
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {name: 'worker-1', annotations: {'example.test/join-token': canaries.podSpec}},
      status: {conditions: [{type: 'Ready', status: 'True'}], nodeInfo: {operatingSystem: 'linux'}},
    },
  ]
}

function secrets(entries: Readonly<Record<string, object>>, hostOf: (name: string) => string): readonly JsonObject[] {
  const login = aLogin('ci', canaries.secret)
  const echos = hostOf('ECHOS')
  const plain = {username: 'ci', password: canaries.secret, email: canaries.secret}
  const tokens = {auth: '', identitytoken: canaries.identityToken, registrytoken: canaries.identityToken}
  const headers = {HttpHeaders: {'X-Meta-Authorization': canaries.httpHeader}}
  const text = (value: object) => JSON.stringify(value)
  return [
    aPullSecret('all', text({auths: entries}), {annotations: lastApplied({a: canaries.annotation})}),
    aPullSecret('stored', {[hostOf('BEARS')]: login}, {labels: {app: 'web'}}),
    aPullSecret('in-the-key', {[userinfo('ghcr.io')]: login}),
    aPullSecret('broken', {[echos]: {auth: canaries.secret}}),
    aPullSecret('tokens', text({auths: {[echos]: tokens}, ...headers, credsStore: 'spy', extra: canaries.httpHeader})),
    aPullSecret('cut', text({auths: entries}).slice(0, -9)),
    aPullSecret('twice', Buffer.from(text({auths: entries})).toString('base64')),
    aSecret('legacy', {'.dockercfg': text({[echos]: plain})}, {type: 'kubernetes.io/dockercfg'}),
    aSecret('opaque', {'.dockerconfigjson': text({auths: entries}), password: canaries.secret}),
    aSecret('wrong-key', {'config.json': text({auths: entries})}, {type: 'kubernetes.io/dockerconfigjson'}),
  ]
}

/** A URL that opens what it leads to. */
export function userinfo(rest: string): string {
  return `https://ci:${encodeURIComponent(canaries.userinfo)}@${rest}`
}

/** What `kubectl apply` keeps of an object: all of it. */
export function lastApplied(object: object): Readonly<Record<string, string>> {
  return {'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(object)}
}

/** With passwords as people write them into Pods, and once more as `kubectl apply` keeps them. */
function withSpec(pod: JsonObject): JsonObject {
  const {podSpec} = canaries
  const [container, ...others] = listAt(pod, 'spec', 'containers')
  const told = {env: [{name: 'REGISTRY_PASSWORD', value: podSpec}], args: [`--password=${podSpec}`]}
  const spec = {...objectAt(pod, 'spec'), containers: [{...Object(container), ...told}, ...others]}
  return {...pod, metadata: {...objectAt(pod, 'metadata'), annotations: lastApplied({...pod, spec})}, spec}
}

const eventMessages = [
  `Failed to pull image "h.test/a:1": Get "${userinfo('h.test/v2/')}?sig=${encodeURIComponent(canaries.signature)}": EOF`,
  `Failed to pull image "h.test/b:1": unexpected status 401: Authorization: Bearer ${canaries.event}`,
  `Failed to pull image "h.test/c:1": denied: {"errors":[{"code":"DENIED","message":"no","detail":{"token":"${canaries.event}"}}]}`,
  `Failed to pull image "h.test/d:1": docker login --password '${canaries.event}' h.test: exit status 1`,
]

function anEvent(name: string, message: string): JsonObject {
  const at = new Date().toISOString()
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {name, namespace: 'shop'},
    involvedObject: {kind: 'Pod', name: 'told', namespace: 'shop', fieldPath: 'spec.containers{app}'},
    reason: 'Failed',
    type: 'Warning',
    message,
    source: {component: 'kubelet'},
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
  }
}
