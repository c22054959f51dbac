import type {Plugin} from 'rolldown'
import * as yaml from 'yaml'

/** A package that is replaced in the bundle where these files import it. */
interface Stub {
  readonly name: string
  readonly importer: RegExp
  /** By specifier. */
  readonly modules: Readonly<Record<string, string>>
}

const absent = 'module.exports = {}'

const yamlFunctions = Object.keys(yaml).filter((name) => /^[a-z]/.test(name))

/**
 * What is loaded and never used, in the least that its importers need; to use it after all is a TypeError at once.
 *
 * oclif looks for plugins and files of its own on the disk, which are given to it in memory here, and writes log lines
 * that nobody reads. Of client-node only KubeConfig's certificates and proxies are used: neither its generated client,
 * nor its login providers, nor its reading of kubeconfigs.
 */
const stubbed: readonly Stub[] = [
  {
    name: 'oclif',
    importer: /@oclif[\\/]core/,
    modules: {
      // Looked into as soon as stderr is a terminal, though no spinner of oclif's is ever started.
      'cli-spinners': `module.exports = {dots2: {frames: ['.']}, line: {frames: ['.']}}`,
      debug: 'module.exports = () => Object.assign(() => {}, {enabled: false})',
      lilconfig: 'module.exports = {lilconfig: () => ({search: async () => null})}',
      minimatch: absent,
      tinyglobby: 'module.exports = {glob: async () => []}',
      typescript: absent,
      'wsl-utils': 'module.exports = {isWsl: false}',
      // Templates: of the whole language only <%= name.name %> occurs, in the usage line of help.
      ejs: `module.exports = {
        render: (text, context) =>
          text.replace(/<%= ([\\w.]+) %>/g, (_, path) => path.split('.').reduce((value, name) => value?.[name], context)),
      }`,
    },
  },
  {
    name: 'client-node',
    importer: /client-node[\\/]dist[\\/](?:config|oidc_auth|azure_auth|gcp_auth)\.js$/,
    modules: {
      undici: absent,
      'js-yaml': absent,
      'jsonpath-plus': absent,
      'openid-client': absent,
      rfc4648: absent,
      socks: absent,
      // ES modules, so that what stands beside them and is not used can be seen to be so.
      './gen/index.js': 'export const createConfiguration = undefined, ServerConfiguration = undefined',
      './middleware.js': 'export const setHeaderMiddleware = undefined',
      './exec_auth.js': 'export class ExecAuth { isAuthProvider() { return false } }',
      './azure_auth.js': 'export class AzureAuth { isAuthProvider() { return false } }',
      './gcp_auth.js': 'export class GoogleCloudPlatformAuth { isAuthProvider() { return false } }',
      './oidc_auth.js': 'export class OpenIDConnectAuth { isAuthProvider() { return false } }',
      'node:child_process': absent,
      // For proxies of one kind only: loaded when there is one.
      'socks-proxy-agent': `exports.SocksProxyAgent = new Proxy(class {}, {
        construct: (_, args) => Reflect.construct(require('socks-proxy-agent').SocksProxyAgent, args),
      })`,
    },
  },
  // Late: most manifests are JSON, most kubeconfigs plain, and most output has no colour.
  {
    name: 'source',
    importer: /[\\/]src[\\/](?:cluster[\\/](?:kubeconfig|locate-objects|parse-manifest)|report[\\/]theme)\.ts$/,
    modules: {
      yaml: `
        for (const name of ${JSON.stringify(yamlFunctions)}) {
          exports[name] = (...args) => require('yaml')[name](...args)
        }
        exports.LineCounter = function () { return new (require('yaml').LineCounter)() }`,
      chalk: `exports.Chalk = function (options) { return new (require('chalk').Chalk)(options) }`,
    },
  },
  // Loaded where DEV is set in the environment, and not installed.
  {name: 'ink', importer: /ink[\\/]build[\\/]reconciler\.js$/, modules: {'./devtools.js': 'export {}'}},
]

export function stubs(): Plugin {
  const texts = new Map(
    stubbed.flatMap(({name, modules}) =>
      Object.entries(modules).map(([specifier, text]) => [stubId(name, specifier), text] as const),
    ),
  )
  return {
    name: 'stubs',
    resolveId(specifier, importer = '') {
      const stub = stubbed.find((one) => one.importer.test(importer) && Object.hasOwn(one.modules, specifier))
      return stub && stubId(stub.name, specifier)
    },
    load: (id) => texts.get(id),
  }
}

function stubId(name: string, specifier: string): string {
  return `\0stub:${name}:${specifier}`
}
