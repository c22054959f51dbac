import {execFile} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import type {Bundle} from '../runtime/bundle.ts'
import {executableFault} from './executable-fault.ts'
import {fetchRuntime} from './fetch-runtime.ts'
import {signAdHoc} from './mach-o-signature.ts'
import {type Platform, thisPlatform} from './platform.ts'

const run = promisify(execFile)

/** Where bun puts the modules of an executable: a folder in memory. */
const insideFolder = '/$bunfs/root'

/**
 * - `esm`: the live view awaits while it is loaded, which bun's other form of bytecode cannot; unsplit, since bytecode of a
 *   split module that awaits runs before it is ready.
 * - no autoloading: a `.env` or `bunfig.toml` in the directory of a call is not the user's word to this program.
 * - the folder of the modules by the name that it has inside, or the path of this build would stand in the executable.
 */
const options = [
  '--compile',
  '--bytecode',
  '--format=esm',
  '--no-compile-autoload-dotenv',
  '--no-compile-autoload-bunfig',
  `--define=__dirname=${JSON.stringify(insideFolder)}`,
  `--define=__filename=${JSON.stringify(`${insideFolder}/program.cjs`)}`,
]

/** The executable of a platform, which the bun of this machine makes for each: the same bytes for the same bundle. */
export async function compile({files}: Bundle, {target, runtime, executable, os, arch}: Platform): Promise<Uint8Array> {
  const [compiler, foundation] = await Promise.all([fetchRuntime(thisPlatform().runtime), fetchRuntime(runtime)])
  const folder = mkdtempSync(join(tmpdir(), 'imagecreds-compile-'))
  try {
    for (const {name, text} of files) writeFileSync(join(folder, name), text)
    const words = [`--target=${target}`, `--compile-executable-path=${foundation}`, `--outfile=${executable}`]
    // Nothing of the environment reaches the build, least of all bun's own variables.
    const env = {PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder}
    await run(compiler, ['build', './program.cjs', ...options, ...words], {cwd: folder, env})
    const built = readFileSync(join(folder, executable))
    const program = os === 'darwin' && arch === 'amd64' ? signAdHoc(built, 'kubectl-imagecreds') : built
    const fault = executableFault({os, arch}, program)
    if (fault !== undefined) throw new Error(`the executable for ${os} ${arch} would not start: ${fault}`)
    return program
  } finally {
    rmSync(folder, {recursive: true})
  }
}
