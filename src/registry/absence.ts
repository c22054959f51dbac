import {createHash} from 'node:crypto'
import {startConversation} from './conversation.ts'
import type {Http} from './http-message.ts'
import {type Login, loginOf} from './login.ts'
import {acceptedManifests} from './manifest-type.ts'
import type {Absence, Probe, ProbeAnswer} from './probe.ts'
import {refusalMeaning} from './refusal.ts'
import {type RegistryClient, registryClient} from './registry-client.ts'
import {pullScope} from './scope.ts'
import {loginKey, type Session} from './session.ts'

/**
 * Is it worth asking what this registry says of a repository that cannot be there? Only where a refusal could hide an
 * absence, and never where it could be the login that is refused: that is not presented twice.
 */
export function mayHideAbsence(answer: ProbeAnswer, client: RegistryClient, login: Login | undefined): boolean {
  if (answer.kind === 'unauthorized') return answer.at === 'registry' && client.presented === 'bearer'
  return answer.kind === 'denied' && (answer.at === 'registry' || login === undefined)
}

/**
 * Asks for a repository that cannot exist beside the one that was refused, as the same identity, once for a registry,
 * namespace and login in a run. Told apart from a refusal, the one that was refused exists; told in the same way, the
 * registry hides which of the two it is. Undefined where the answer is neither.
 */
export function absenceAt(probe: Probe, http: Http, session: Session): Promise<Absence | undefined> {
  const {registry, repository} = probe.reference
  const login = loginOf(probe.attempt)
  const twin = absentTwin(repository)
  return session.once(`${loginKey(registry, login)} ${twin}`, () => askForTwin(registry, twin, login, http, session))
}

async function askForTwin(
  registry: string,
  twin: string,
  login: Login | undefined,
  http: Http,
  session: Session,
): Promise<Absence | undefined> {
  const conversation = startConversation(http, session, login)
  const client = registryClient(registry, [pullScope(twin)], conversation, session)
  const reply = await client.ask('HEAD', `/v2/${twin}/manifests/latest`, {accept: acceptedManifests})
  const kind = absenceKind(reply.kind === 'response' ? refusalMeaning(reply) : reply)
  return kind && {kind, exchanges: conversation.exchanges}
}

function absenceKind({kind}: ProbeAnswer): Absence['kind'] | undefined {
  switch (kind) {
    case 'manifest-unknown':
    case 'name-unknown':
    case 'not-found':
      return 'told'
    case 'denied':
    case 'unauthorized':
      return 'hidden'
    case 'readable':
    case 'rate-limited':
    case 'server-error':
    case 'not-a-registry':
    case 'unreachable':
    case 'refused':
      return undefined
  }
}

/** In the same namespace, for what is told of a namespace depends on the rights in it. */
function absentTwin(repository: string): string {
  const namespace = repository.slice(0, repository.lastIndexOf('/') + 1)
  const name = createHash('sha256').update(namespace).digest('hex').slice(0, 12)
  return `${namespace}absent-${name}`
}
