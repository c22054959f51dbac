import type {CommandLoader} from '../cli/program.ts'

/** Every command by its id; words are joined by colons. Loaded when called, so that none pays for another. */
export const commandList: Readonly<Record<string, CommandLoader>> = {
  doctor: async () => (await import('./doctor.ts')).Doctor,
  explain: async () => (await import('./explain.ts')).Explain,
}
