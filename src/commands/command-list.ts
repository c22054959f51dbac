import type {CommandLoader} from '../cli/program.ts'

/** Every command by its id; words are joined by colons. Loaded when called, so that none pays for another. */
export const commandList: Readonly<Record<string, CommandLoader>> = {
  attach: async () => (await import('./attach.ts')).Attach,
  create: async () => (await import('./create.ts')).Create,
  decode: async () => (await import('./decode.ts')).Decode,
  detach: async () => (await import('./detach.ts')).Detach,
  doctor: async () => (await import('./doctor.ts')).Doctor,
  explain: async () => (await import('./explain.ts')).Explain,
  verify: async () => (await import('./verify.ts')).Verify,
}
