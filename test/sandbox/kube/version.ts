import type {JsonObject} from './json.ts'
import type {Reply} from './reply.ts'

/** The version whose answers this server was compared with. */
const version: JsonObject = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.2',
  gitCommit: '8e16b12fda',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.26.10',
  compiler: 'gc',
  platform: 'linux/amd64',
}

/** The answer to `/version`: the one that a server indents. */
export const versionReply: Reply = {kind: 'json', status: 200, json: JSON.stringify(version, undefined, 2)}
