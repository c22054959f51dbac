import {setTimeout} from 'node:timers/promises'
import {createCertificateAuthority} from '../sandbox/certificate-authority.ts'
import {buildImage} from '../sandbox/registry/image.ts'
import {startLoopbackServer} from '../sandbox/registry/loopback-server.ts'

/** Serves as many registries as the first argument says, each of them slow by the second, until its parent goes. */
const [count = 0, delayMs = 0] = process.argv.slice(2).map(Number)
const authority = await createCertificateAuthority()
const tls = await authority.issueServer()
const {bytes, digest, mediaType} = buildImage('linux/amd64', {label: 'bench'}).manifest
const servers = await Promise.all(
  Array.from({length: count}, () =>
    startLoopbackServer(
      async (_, {outgoing}) => {
        await setTimeout(delayMs)
        outgoing.writeHead(200, {
          'Content-Type': mediaType,
          'Content-Length': bytes.length,
          'Docker-Content-Digest': digest,
        })
        outgoing.end(bytes)
      },
      {tls},
    ),
  ),
)
process.on('disconnect', () => process.exit())
process.send?.({ca: authority.cert, hosts: servers.map(({host}) => host)})
