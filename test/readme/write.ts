import {readReadme, screensOf, sessionsIn, withScreens, writeReadme} from './sessions.ts'

/** Writes into the README what its commands print now; `readme.test.ts` holds it to that. */
const text = readReadme()
writeReadme(withScreens(text, await screensOf(sessionsIn(text).map(({command}) => command))))
