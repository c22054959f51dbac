import {platformName} from './image-index.ts'
import {isObject, parseObject} from './json-object.ts'
import {digestOf} from './manifest-type.ts'
import type {RegistryClient} from './registry-client.ts'

/**
 * The platform that an image's config names (OCI image specification, "Image Configuration"), for a manifest that no index
 * speaks for. Undefined where the config cannot be read or names none: that is the next question's to find out.
 */
export async function configPlatform(
  repository: string,
  manifest: Uint8Array,
  client: RegistryClient,
): Promise<string | undefined> {
  const config = parseObject(Buffer.from(manifest).toString('utf8'))?.['config']
  const name = isObject(config) ? config['digest'] : undefined
  const digest = typeof name === 'string' ? digestOf(name) : undefined
  if (digest === undefined) return undefined
  const reply = await client.ask('GET', `/v2/${repository}/blobs/${digest}`, {at: 'blob'})
  if (reply.kind !== 'response' || reply.status !== 200) return undefined
  return platformName(parseObject(Buffer.from(reply.body).toString('utf8')) ?? {})
}
