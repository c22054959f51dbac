import type {TestContext} from 'node:test'
import type {Attempt, Credential} from '../../src/credentials/credential.ts'
import {Sensitive} from '../../src/credentials/sensitive.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {createHttp, type HttpOptions, type OpenHttp} from '../../src/registry/http.ts'
import type {Probe} from '../../src/registry/probe.ts'
import {type CertificateAuthority, createCertificateAuthority} from '../sandbox/certificate-authority.ts'
import {hostNamed, resolveToLoopback} from '../sandbox/registry/host-name.ts'
import type {LoopbackServer} from '../sandbox/registry/loopback-server.ts'
import {type Behaviour, startScriptedRegistry} from '../sandbox/registry/scripted-registry.ts'

/** The name under which the registries of these tests have a certificate. */
export const registryName = 'registry.example.test'

/** One authority for all tests of a file. */
export const authority: CertificateAuthority = await createCertificateAuthority()

export function aLogin({username, password}: {readonly username: string; readonly password: string}): Credential {
  return {username, password: new Sensitive(password), source: {key: 'any'}}
}

export function aProbe(image: string, attempt: Attempt = 'anonymous'): Probe {
  const parsed = parseReference(image)
  if (parsed.kind === 'invalid') throw new Error(`${image}: ${parsed.fault}`)
  return {reference: parsed.reference, attempt}
}

/** A way out that trusts the authority, leads every name to this machine, and knows no proxy. */
export function anHttp(t: TestContext, options: HttpOptions = {}): OpenHttp {
  const http = createHttp({
    certificateAuthority: authority.cert,
    resolve: resolveToLoopback,
    environment: {},
    timeoutMs: 5000,
    ...options,
  })
  t.after(() => http.close())
  return http
}

/** Serves a behaviour by HTTPS; the second of the pair is how images name it. */
export async function serve(
  t: TestContext,
  behaviour: Behaviour,
  name = registryName,
): Promise<readonly [LoopbackServer, string]> {
  const server = await startScriptedRegistry(behaviour, {tls: await authority.issueServer({names: [name]})})
  t.after(() => server.close())
  return [server, hostNamed(name, server)]
}

/** The same in plain HTTP. */
export async function servePlain(t: TestContext, behaviour: Behaviour): Promise<LoopbackServer> {
  const server = await startScriptedRegistry(behaviour)
  t.after(() => server.close())
  return server
}
