import {createHttp} from '../../src/registry/http.ts'
import {resolveToLoopback} from '../sandbox/registry/host-name.ts'

/** Asks the URL in the arguments as the environment of this process has it, and prints what came of it. */
const http = createHttp({resolve: resolveToLoopback, timeoutMs: 5000})
const result = await http.send({method: 'GET', url: new URL(process.argv[2] ?? '')})
await http.close()
process.stdout.write(result.kind === 'failure' ? result.cause.kind : result.kind)
