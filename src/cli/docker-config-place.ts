import {homedir} from 'node:os'
import {join} from 'node:path'
import {ExpectedError} from './expected-error.ts'
import {readText} from './io.ts'

/**
 * The file that docker or podman keeps logins in: `config.json` in `DOCKER_CONFIG`, or else in `~/.docker` (docker login);
 * then `REGISTRY_AUTH_FILE`, and `containers/auth.json` in `XDG_RUNTIME_DIR` and in the user's configuration
 * (containers-auth.json(5)). The first that is there.
 */
export function dockerConfigPlace(): string {
  const places = dockerConfigPlaces(process.env, homedir())
  const found = places.find((place) => {
    const read = readText(place)
    return read.kind === 'text' || !['ENOENT', 'ENOTDIR'].includes(read.code)
  })
  if (found !== undefined) return found
  throw new ExpectedError('there is no docker config', {
    nextSteps: ['Name it: --from-docker-config FILE', ...places.map((place) => `${place} does not exist.`)],
  })
}

/** Where it may be, in the order in which it is looked for. */
export function dockerConfigPlaces(env: Readonly<Record<string, string | undefined>>, home: string): readonly string[] {
  const {DOCKER_CONFIG: docker, REGISTRY_AUTH_FILE: podman, XDG_RUNTIME_DIR: runtime, XDG_CONFIG_HOME: config} = env
  return [
    join(docker || join(home, '.docker'), 'config.json'),
    ...(podman ? [podman] : []),
    ...(runtime ? [join(runtime, 'containers/auth.json')] : []),
    join(config || join(home, '.config'), 'containers/auth.json'),
  ]
}
