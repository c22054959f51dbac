import {printable} from '../report/printable.ts'
import {shellLine} from '../report/shell-quote.ts'
import {ExpectedError, Interrupted} from './expected-error.ts'
import {registryOf, usernameOf} from './login-flags.ts'
import {secretName} from './secret-name.ts'
import {openTerminal, type Terminal} from './terminal.ts'

/** What a form asks for; the password is asked for by `create` itself, unseen. */
export interface CreateAnswers {
  readonly name: string
  readonly server: string
  readonly username: string
  /** Empty for that of the context. */
  readonly namespace: string
  /** A ServiceAccount or workload; empty for none. */
  readonly attach: string
}

interface Question {
  readonly text: string
  /** Taken for an empty line; where there is none, the question is put again. */
  readonly usual?: string
  /** Throws where the answer will not do; then the question is put again. */
  check?(answer: string): Promise<unknown>
}

const questions: Readonly<Record<keyof CreateAnswers, Question>> = {
  server: {text: 'Registry, such as ghcr.io', check: async (answer) => registryOf(answer, 'the registry')},
  username: {text: 'User name', check: async (answer) => usernameOf(answer)},
  namespace: {text: 'Namespace (empty for that of the context)', usual: ''},
  name: {text: 'Name of the Secret [regcred]', usual: 'regcred', check: secretName},
  attach: {
    text: 'Attach to a ServiceAccount or workload, such as default or deploy/web (empty for none)',
    usual: '',
    check: async (answer) => answer !== '' && (await import('./create-attach.ts')).attachName(answer),
  },
}

/**
 * Asks at the terminal, question by question, for what `create` needs; undefined where there is nobody to ask. Throws
 * `Interrupted` for Ctrl-C: nothing is stored before the last answer.
 */
export async function askForCreate(): Promise<CreateAnswers | undefined> {
  const terminal = openTerminal()
  if (terminal === undefined) return undefined
  try {
    const ask = (key: keyof CreateAnswers) => answerTo(questions[key], terminal)
    return {
      server: await ask('server'),
      username: await ask('username'),
      namespace: await ask('namespace'),
      name: await ask('name'),
      attach: await ask('attach'),
    }
  } finally {
    terminal.close()
  }
}

/** The command line that does the same; the password comes from standard input. */
export function equivalentCommand({name, server, username, namespace, attach}: CreateAnswers): string {
  const flags = [
    ...(namespace === '' ? [] : ['-n', namespace]),
    '--server',
    server,
    '--username',
    username,
    ...(attach === '' ? [] : ['--attach', attach]),
    '--password-stdin',
  ]
  return shellLine(['kubectl', 'imagecreds', 'create', name, ...flags])
}

/** The same as flags of `create`. */
export function answeredFlags({name, server, username, namespace, attach}: CreateAnswers): readonly string[] {
  return [
    name,
    `--server=${server}`,
    `--username=${username}`,
    ...(namespace === '' ? [] : [`--namespace=${namespace}`]),
    ...(attach === '' ? [] : [`--attach=${attach}`]),
  ]
}

async function answerTo({text, usual, check}: Question, terminal: Terminal): Promise<string> {
  for (;;) {
    terminal.write(`${text}: `)
    const bytes = await terminal.read()
    if (bytes === undefined || bytes.length === 0) throw new Interrupted()
    const answer = new TextDecoder().decode(bytes).trim() || usual
    const fault = answer === undefined ? 'An answer is needed here.' : await faultOf(answer, check)
    if (answer !== undefined && fault === undefined) return answer
    terminal.write(`${fault}\n`)
  }
}

async function faultOf(answer: string, check: Question['check']): Promise<string | undefined> {
  if (/[\p{C}]/u.test(answer)) return 'Keys that write nothing are no part of an answer.'
  try {
    await check?.(answer)
    return undefined
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return [error.message, ...error.nextSteps].map((line) => printable(line)).join('\n')
  }
}
