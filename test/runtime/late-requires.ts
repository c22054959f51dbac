import type {Plugin} from 'rolldown'

/** What TypeScript makes of an import for CommonJS: the name, the wrapping that it may need, and what is required. */
const requirement = /^(?:const|let|var) (\w+) = (__import(?:Default|Star)\()?require\("([^"]+)"\)(\))?;$/gm

/**
 * Makes the modules of these files be loaded when they are first used, not when they are first named: oclif's modules
 * all require one another, and of a hundred a call uses ten. What has to be there at once, such as the class that another
 * one extends, is used at once and so comes at once.
 */
export function lateRequires(files: RegExp): Plugin {
  return {
    name: 'late-requires',
    transform: {
      filter: {id: files},
      handler: (code) => ({code: [...code.matchAll(requirement)].reduce(late, code), map: null}),
    },
  }
}

/** The same for what chunks require: other chunks, and modules of Node.js that most calls do without. */
export function lateChunks(chunks: RegExp): Plugin {
  return {
    name: 'late-chunks',
    renderChunk: (code) => {
      const named = [...code.matchAll(requirement)].filter(([, , , specifier = '']) => chunks.test(specifier))
      return {code: named.reduce(late, code), map: null}
    },
  }
}

/** `const errors_1 = () => require("./errors")`, and `(errors_1()).error` for each use. */
function late(code: string, [statement, name = '', wrap = '', specifier, end = '']: RegExpExecArray): string {
  const rest = code.replace(statement, '')
  const use = new RegExp(`(?<![\\w.])${name}\\b`, 'g')
  const memberUse = new RegExp(`(?<![\\w.])${name}(?=\\.)`, 'g')
  // Handed on as a whole, or called: then it stays as it is.
  if (rest.match(use)?.length !== rest.match(memberUse)?.length) return code
  const [before = '', after = ''] = code.split(statement).map((part) => part.replace(memberUse, `(${name}())`))
  return `${before}const ${name} = () => ${wrap}require("${specifier}")${end};${after}`
}
