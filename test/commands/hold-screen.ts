import assert from 'node:assert/strict'
import type {Sandbox} from './sandbox.ts'
import type {ScreenOptions} from './screen.ts'

/** Runs the command in the first line of a screen again, and compares all of it. */
export async function holdScreen(sandbox: Sandbox, screen: string, options: ScreenOptions = {}): Promise<void> {
  const expected = screen.replace(/^\n/, '')
  const command = /^\$ kubectl imagecreds (.*)\n/.exec(expected)?.[1]
  if (command === undefined) throw new Error('the screen does not begin with "$ kubectl imagecreds "')
  assert.equal(await sandbox.screen(command, options), expected)
}
