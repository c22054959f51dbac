/**
 * containers/image asks the mirrors of a registry first and puts their errors before the registry's own:
 * `(Mirrors also failed: [host/repository: error] [...]): host/repository: error` (`docker/docker_image_src.go`).
 * CRI-O asks for the same image as an OCI artifact after the pull failed; that is an echo, not another attempt.
 */
export function registryAttempts(message: string): readonly string[] {
  const echo = message.indexOf('; artifact err: ')
  const own = echo === -1 ? message : message.slice(0, echo)
  return [own]
}
