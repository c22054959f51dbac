import type {Plugin} from 'rolldown'

/**
 * What oclif loads and this program never uses, in the least that its importers need: it looks for plugins and files of
 * its own on the disk, which are given to it in memory here, and its log lines go nowhere.
 */
const modules: Readonly<Record<string, string>> = {
  'cli-spinners': 'module.exports = {}',
  debug: 'module.exports = () => Object.assign(() => {}, {enabled: false})',
  lilconfig: 'module.exports = {lilconfig: () => ({search: async () => null})}',
  minimatch: 'module.exports = {minimatch: () => false}',
  tinyglobby: 'module.exports = {glob: async () => []}',
  'wsl-utils': 'module.exports = {isWsl: false}',
  // Templates: of the whole language only <%= name.name %> occurs, in the usage line of help.
  ejs: `module.exports = {
    render: (text, context) =>
      text.replace(/<%= ([\\w.]+) %>/g, (_, path) => path.split('.').reduce((value, name) => value?.[name], context)),
  }`,
}

export function stubs(): Plugin {
  const prefix = '\0stub:'
  return {
    name: 'stubs',
    resolveId: (specifier) => (specifier in modules ? prefix + specifier : undefined),
    load: (id) => (id.startsWith(prefix) ? modules[id.slice(prefix.length)] : undefined),
  }
}
