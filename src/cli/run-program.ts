import {errorText} from './error-text.ts'
import {type ExitCode, exitCodeOfError, interruptedExitCode} from './exit-code.ts'
import {ExpectedError, usageError} from './expected-error.ts'
import {findCommand} from './find-command.ts'
import type {Program} from './program.ts'

/**
 * The one place where a call of the program ends: the command's own code, or the error's after showing it. The process
 * is left as soon as all output is written, whatever sockets are still open.
 */
export async function runProgram(argv: readonly string[], program: Program): Promise<never> {
  const label = `${program.name} ${program.version} (${process.platform} ${process.arch}, Node.js ${process.versions.node})`
  const fail = (error: unknown): Promise<never> => {
    process.stderr.write(errorText(error, label))
    return leave(exitCodeOfError(error))
  }
  process.on('SIGINT', () => process.exit(interruptedExitCode))
  process.on('uncaughtException', fail)
  process.stdout.on('error', (error: NodeJS.ErrnoException) => onClosedOutput(error, fail))
  process.stderr.on('error', () => process.exit(exitCodeOfError(undefined)))
  try {
    return await leave(await runCall(argv, program))
  } catch (error) {
    return fail(error)
  }
}

async function runCall(argv: readonly string[], program: Program): Promise<ExitCode> {
  const call = findCommand(argv, program.manifest)
  switch (call.kind) {
    case 'version':
      process.stdout.write(`${program.name} ${program.version}\n`)
      return 0
    case 'fault':
      throw call.nearest === undefined
        ? usageError(call.fault)
        : new ExpectedError(call.fault, {
            nextSteps: [`The nearest one is "${call.nearest}".`, ...usageError('').nextSteps],
          })
    case 'help':
    case 'command': {
      const {showHelp, runCommand} = await import('./oclif.ts')
      return call.kind === 'help' ? showHelp(program, call.id) : runCommand(program, call.id, call.argv)
    }
  }
}

/** A reader that has seen enough, such as `head`, is no fault: the rest is written to nobody and the verdict stands. */
function onClosedOutput(error: NodeJS.ErrnoException, fail: (error: unknown) => void): void {
  if (error.code === 'EPIPE') return
  fail(new ExpectedError(`standard output cannot be written to: ${error.code ?? error.message}`))
}

/** Pipes are written to in the background on some platforms, and `process.exit` does not wait for them. */
async function leave(code: ExitCode): Promise<never> {
  await Promise.all([written(process.stdout), written(process.stderr)])
  process.exit(code)
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.writableLength === 0 || stream.destroyed) resolve()
    else stream.write('', () => resolve())
  })
}
