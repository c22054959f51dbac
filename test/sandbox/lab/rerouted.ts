import type {Http} from '../../../src/registry/run-probe.ts'

/** Live ports by `host[:port]` as images name it; the host's own port is left out where it is that of HTTPS. */
export type Ports = ReadonlyMap<string, number>

/**
 * Sends what is meant for these hosts to the ports where the sandbox plays them; the names stay as they are, in requests
 * and in certificates. A resolver can change a name's address and not its port, and the ports of registries are either
 * below 1024 or taken.
 */
export function rerouted(http: Http, ports: Ports): Http {
  return {
    send(request) {
      const port = ports.get(request.url.host)
      if (port === undefined) return http.send(request)
      const url = new URL(request.url)
      url.port = String(port)
      return http.send({...request, url})
    },
  }
}
