import {createCertificateAuthority} from '../certificate-authority.ts'
import {type ApiServer, startApiServer} from '../kube/api-server.ts'
import {readCapture} from '../kube/captures.ts'
import {type JsonObject, textAt} from '../kube/json.ts'
import type {LoopbackServer} from '../registry/loopback-server.ts'
import {startScriptedRegistry} from '../registry/scripted-registry.ts'
import {labRegistry} from './lab-registry.ts'
import {type Relocations, relocated} from './relocate.ts'

/** A cluster out of recordings whose registries answer. */
export interface Lab {
  readonly cluster: ApiServer
  /** By the host that stands in the recordings. */
  readonly registries: Readonly<Record<string, LoopbackServer>>
  /** Of the authority that the registries' certificates come from, PEM. */
  readonly registryCa: string
  close(): Promise<void>
}

/** The registries of the recordings: who may log in there and what they hold, as it was when they were recorded. */
const basic = labRegistry({
  scheme: 'basic',
  users: {alice: 'wonderland'},
  repositories: {'private/app': /^1\./, 'private/shared': /^1\.0$/, 'private/deep/path/app': /^1\.0$/},
})
const token = labRegistry({
  scheme: 'bearer',
  users: {'team-a': 'pass-a', 'team-b': 'pass-b'},
  repositories: {'team-a/app': /^1\./, 'team-b/app': /^1\.0$/},
  mayPull: (user, repository) => repository.startsWith(`${user}/`),
})
const open = labRegistry({scheme: 'open', users: {}, repositories: {app: /^1\.0$/, 'team/app': /^1\.0$/}})

/** Captures by the namespace they are to stand in; a list leaves them in their own. */
export type LabContents = readonly string[] | Readonly<Record<string, string>>

/** Starts the registries and a cluster with the objects of these captures, moved to where the registries listen. */
export async function startLab(contents: LabContents): Promise<Lab> {
  const authority = await createCertificateAuthority('sandbox registries')
  const tls = await authority.issueServer()
  const [basicServer, tokenServer, openServer] = await Promise.all(
    [basic, token, open].map((behaviour) => startScriptedRegistry(behaviour, {tls})),
  )
  if (!basicServer || !tokenServer || !openServer) throw new Error('a registry did not start')
  const registries = {
    'basic.example.test:5443': basicServer,
    'token.example.test:5443': tokenServer,
    'open.example.test:5443': openServer,
  }
  const hosts: Relocations = Object.fromEntries(Object.entries(registries).map(([host, {host: live}]) => [host, live]))
  const cluster = await startApiServer({objects: relocated(objectsOf(contents), hosts)})
  return {
    cluster,
    registries,
    registryCa: authority.cert,
    async close() {
      await Promise.all([cluster, ...Object.values(registries)].map((server) => server.close()))
    },
  }
}

function objectsOf(contents: LabContents): readonly JsonObject[] {
  if (isNames(contents)) return contents.flatMap(readCapture)
  return Object.entries(contents).flatMap(([namespace, capture]) => {
    const objects = readCapture(capture)
    const own = textAt(
      objects.find((object) => object['kind'] === 'Namespace'),
      'metadata',
      'name',
    )
    return own === undefined ? objects : relocated(objects, {[own]: namespace})
  })
}

function isNames(contents: LabContents): contents is readonly string[] {
  return Array.isArray(contents)
}
