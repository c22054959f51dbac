import {displayWidth} from './display-width.ts'
import {linkLabel, linkText} from './link-words.ts'
import type {LinkState, PathLink} from './path-link.ts'
import {pullList} from './pull-list.ts'
import type {PullPath} from './pull-path.ts'
import {paragraph, type ReportTextOptions, type TextOptions} from './text-lines.ts'
import type {Paint, Theme} from './theme.ts'
import {wrap} from './wrap.ts'

const labelWidth = 15

/**
 * A pull as a chain of links, one below the other: a tick for what was seen to hold, a cross where it breaks, a question
 * mark for what nobody has looked at. No line is longer than the terminal is wide.
 */
export function pullPathText({pull, links}: PullPath, options: ReportTextOptions): readonly string[] {
  const {strong} = options.theme
  return [
    ...paragraph(`path of ${pullList([pull], options.showsNamespaces)}`, 0, options, strong),
    ...links.flatMap((link, at) =>
      linkLines(link, at === 0 ? 'first' : at === links.length - 1 ? 'last' : 'inner', options),
    ),
  ]
}

/** Keys and logins hang on their Secret; that there is no login hangs on none. */
function isHanging({kind, name}: PathLink): boolean {
  return kind === 'key' || (kind === 'login' && name !== '')
}

type Place = 'first' | 'inner' | 'last'

function linkLines(link: PathLink, place: Place, options: TextOptions): readonly string[] {
  const {theme, width} = options
  const [joint, below] = joints(link, place, theme)
  const [sign, paint] = signOf(link.state, theme)
  const indent = isHanging(link) ? '  ' : ''
  const label = linkLabel(link).padEnd(labelWidth - indent.length)
  const before = `  ${joint} ${indent}${sign} ${label} `
  const under = `  ${below} ${' '.repeat(displayWidth(before) - 4)}`
  const room = Math.max(1, width - displayWidth(before))
  const [first = '', ...rest] = wrap(linkText(link), {width: room})
  const isHeld = link.state === 'good' || link.state === 'broken'
  const tone: Paint = isHeld ? (text) => text : theme.faint
  return [
    `  ${theme.faint(joint)} ${indent}${paint(sign)} ${tone(`${label} ${first}`.trimEnd())}`,
    ...rest.map(
      (line) => `${under.trimEnd() === '' ? under : `  ${theme.faint(below)}${under.slice(3)}`}${tone(line)}`,
    ),
  ]
}

/** The lines of the chain; a broken link breaks them. */
function joints(link: PathLink, place: Place, {signs}: Theme): readonly [string, string] {
  if (signs.success !== '✓') return ['|', place === 'last' ? ' ' : '|']
  if (link.state === 'broken') return ['╳', place === 'last' ? ' ' : '┆']
  if (place === 'first') return ['┌', '│']
  if (place === 'last') return ['└', ' ']
  return isHanging(link) ? ['│', '│'] : ['├', '│']
}

function signOf(state: LinkState, {signs, success, error, faint}: Theme): readonly [string, Paint] {
  switch (state) {
    case 'good':
      return [signs.success, success]
    case 'broken':
      return [signs.error, error]
    case 'passed-over':
      return ['-', faint]
    case 'not-checked':
      return [signs.notChecked, faint]
  }
}
