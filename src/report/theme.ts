import {Chalk} from 'chalk'

/** The marks that lines of a report begin with. */
export interface Signs {
  readonly error: string
  readonly warning: string
  readonly info: string
  /** It could not be looked at. */
  readonly notChecked: string
  /** What to do. */
  readonly remedy: string
  readonly success: string
}

/** How text looks on this terminal. Every paint takes text that is fit to be shown and gives it back unchanged without colour. */
export interface Theme {
  readonly signs: Signs
  readonly error: Paint
  readonly warning: Paint
  readonly info: Paint
  readonly success: Paint
  /** The name of the thing a line is about. */
  readonly strong: Paint
  /** Proof and detail. */
  readonly faint: Paint
}

export type Paint = (text: string) => string

export interface ThemeOptions {
  readonly color: boolean
  /** Can the terminal show characters beyond ASCII? See `isUtf8`. */
  readonly unicode: boolean
}

/** The theme is decided by its options alone: chalk's own look at the environment is not asked. */
export function createTheme({color, unicode}: ThemeOptions): Theme {
  const signs = unicode ? unicodeSigns : asciiSigns
  if (!color) return {signs, error: plain, warning: plain, info: plain, success: plain, strong: plain, faint: plain}
  const chalk = new Chalk({level: 1})
  return {
    signs,
    error: (text) => chalk.red(text),
    warning: (text) => chalk.yellow(text),
    info: (text) => chalk.cyan(text),
    success: (text) => chalk.green(text),
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
  }
}

function plain(text: string): string {
  return text
}

const unicodeSigns: Signs = {error: '✗', warning: '!', info: 'i', notChecked: '?', remedy: '→', success: '✓'}
const asciiSigns: Signs = {error: 'x', warning: '!', info: 'i', notChecked: '?', remedy: '->', success: '+'}

/**
 * Does the locale write UTF-8? The first of LC_ALL, LC_CTYPE and LANG that is set and not empty decides (POSIX, Base
 * Definitions, section 8.2); with none of them it is the C locale, which does not. Windows has no locale of this kind:
 * there its newer terminals are told by what they set.
 */
export function isUtf8(environment: Readonly<Record<string, string | undefined>>, platform: string): boolean {
  if (platform === 'win32') return Boolean(environment['WT_SESSION']) || environment['TERM_PROGRAM'] === 'vscode'
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || 'C'
  return /\.utf-?8(?:@|$)/i.test(locale)
}
