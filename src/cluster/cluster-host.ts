/** What the reading of a kubeconfig needs of the machine it runs on; `cli/io.ts` implements it. */
export interface ClusterHost {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute; where `.kube/config` is looked for. Absent where the machine knows of none. */
  readonly home?: string
  /** `:` or, on Windows, `;`: between the files of KUBECONFIG. */
  readonly pathDelimiter: string
  readonly files: Files
  readonly exec: Exec
  /** May a login plugin ask its questions on standard input? It is a terminal, and nothing else is read from it. */
  readonly canAsk: boolean
}

export interface Files {
  /** The text of a file, or why there is none: the code of Node.js, such as `ENOENT` or `EACCES`. */
  read(path: string): FileReading
}

export type FileReading =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'failed'; readonly code: string}

/** Runs a program; what it writes on stderr goes to ours, and its stdin is ours where `asks` is set, else empty. */
export type Exec = (program: Program) => Promise<ExecOutcome>

export interface Program {
  /** A path, or a name that is looked for on PATH. */
  readonly command: string
  readonly args: readonly string[]
  /** The whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly asks: boolean
}

export type ExecOutcome =
  | {readonly kind: 'exited'; readonly exitCode: number; readonly stdout: string}
  /** Ended by a signal. */
  | {readonly kind: 'killed'; readonly signal: string}
  /** Never ran: the code of Node.js, such as `ENOENT`. */
  | {readonly kind: 'failed'; readonly code: string}
