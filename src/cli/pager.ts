import {runPager} from './child-process.ts'

/** What git uses where nothing else is wanted. */
const usual = 'less'

/**
 * Shows a text in the pager of PAGER as git does: `less` where it is not set, none where it is empty or `cat`; `less`
 * leaves at once what fits the screen, keeps colours, and leaves the text behind (LESS=FRX, unless that is set). False
 * where nothing was shown.
 */
export async function page(text: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const command = env['PAGER'] ?? usual
  if (command === '' || command === 'cat' || env['TERM'] === 'dumb') return false
  return runPager(command, text, {LESS: 'FRX', LV: '-c', ...env})
}
