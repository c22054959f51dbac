import {errorText} from './error-text.ts'
import {type ExitCode, exitCodeOfError, exitCodeOfSignal} from './exit-code.ts'
import {usageError} from './expected-error.ts'
import {type Call, findCommand} from './find-command.ts'
import {outputWritten, watchOutput} from './output.ts'
import {type Program, versionLine} from './program.ts'
import {streamTraits} from './stream-traits.ts'

/**
 * The one place where a call of the program ends: with the command's own code, or the error's after showing it. The
 * process is left as soon as all output is written, whatever sockets are still open.
 */
export async function runProgram(argv: readonly string[], program: Program): Promise<void> {
  let hasFailed = false
  const fail = async (error: unknown): Promise<void> => {
    if (hasFailed) return
    hasFailed = true
    process.stderr.write(errorText(error, versionLine(program)))
    await outputWritten(error)
    process.exit(exitCodeOfError(error))
  }
  process.on('SIGINT', () => process.exit(exitCodeOfSignal.SIGINT))
  // To die of it would leave the children that are to be ended with us.
  process.on('SIGTERM', () => process.exit(exitCodeOfSignal.SIGTERM))
  process.on('uncaughtException', fail)
  // For Node.js that is an uncaught exception, too; for bun, which archives run on, it is not.
  process.on('unhandledRejection', fail)
  watchOutput(fail)
  try {
    const completed = completedWords(argv)
    if (completed !== undefined) return await complete(completed, program)
    const exitCode = await runCall(findCommand(argv, program.manifest), program)
    await outputWritten()
    if (!hasFailed) process.exit(exitCode)
  } catch (error) {
    await fail(error)
  }
}

/**
 * The words that kubectl wants completed: `bin/complete.js` says so by a first word that nobody types, and of an archive's
 * executable it is told by the name of the link that it is called by.
 */
function completedWords(argv: readonly string[]): readonly string[] | undefined {
  if (argv[0] === '__complete') return argv.slice(1)
  return /(?:^|[\\/])kubectl_complete-[^\\/]*$/.test(process.argv0) ? argv : undefined
}

async function complete(words: readonly string[], {manifest}: Program): Promise<void> {
  const {completionText} = await import('./complete.ts')
  // Whatever is wrong, a line that is being typed is not the place to say so.
  process.stdout.write(await completionText(words, manifest).catch(() => ':4\n'))
  await outputWritten()
  process.exit(0)
}

async function runCall(call: Call, program: Program): Promise<ExitCode> {
  switch (call.kind) {
    case 'version':
      process.stdout.write(`${versionLine(program)}\n`)
      return 0
    case 'fault':
      throw usageError(call.fault, undefined, call.nearest)
    case 'help':
      return (await import('./show-help.ts')).showHelp(program, streamTraits(process.stdout, process.env), call.id)
    case 'command':
      return (await import('./run-command.ts')).runCommand(program, call.id, call.argv)
  }
}
