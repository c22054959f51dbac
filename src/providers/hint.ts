import type {Hint} from './provider.ts'

/** As it stands the login cannot work. */
export function warning(text: string): Hint {
  return {severity: 'warning', text}
}

/** The login may be right; this is what else it needs. */
export function note(text: string): Hint {
  return {severity: 'info', text}
}

/** The hints that hold, warnings first; the others are false or undefined. */
export function holding(...hints: readonly (Hint | false | undefined)[]): readonly Hint[] {
  const those = hints.filter((hint) => typeof hint === 'object')
  return [...those.filter(({severity}) => severity === 'warning'), ...those.filter(({severity}) => severity === 'info')]
}
