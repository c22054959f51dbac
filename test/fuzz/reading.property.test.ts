import {test} from 'node:test'
import fc from 'fast-check'
import {completionWish} from '../../src/cli/completion-wish.ts'
import {pullSecretsIn} from '../../src/cluster/find-pull-secrets.ts'
import {ManifestFault} from '../../src/cluster/manifest-fault.ts'
import {readManifests} from '../../src/cluster/read-manifests.ts'
import {commandList} from '../../src/commands/command-list.ts'
import {decodeAuth} from '../../src/credentials/auth-entry.ts'
import {parseDockerConfig} from '../../src/credentials/docker-config.ts'
import {decodePadded, decodeUnpadded} from '../../src/credentials/go-base64.ts'
import {parseGoJson} from '../../src/credentials/go-json.ts'
import {keyReach} from '../../src/credentials/key-reach.ts'
import {redactText} from '../../src/credentials/redact-text.ts'
import {registryOfKey} from '../../src/credentials/registry-of-key.ts'
import {readServerName} from '../../src/credentials/server-name.ts'
import {valueLayers} from '../../src/credentials/value-layers.ts'
import {readValuesDocument} from '../../src/credentials/values-document.ts'
import {ValuesFault} from '../../src/credentials/values-fault.ts'
import {readValuesLogins} from '../../src/credentials/values-file.ts'
import {parseMessage, parsePullFailure} from '../../src/doctor/parse-pull-failure.ts'
import {rankCauses} from '../../src/doctor/rank-causes.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'
import {parseChallenges} from '../../src/registry/challenge.ts'
import {goTemplateText} from '../../src/report/go-template/go-template-text.ts'
import {jsonpathText} from '../../src/report/jsonpath/jsonpath-text.ts'
import {TemplateFault} from '../../src/report/template-fault.ts'
import {commandManifest} from '../runtime/command-manifest.ts'
import {fuzzing, textOf} from './hostile-text.ts'

// Whatever a text is, it is read or refused in the words that users see: no other error, no endless search.

interface Reading {
  readonly pieces: readonly string[]
  /** Whether it throws, what it may throw. */
  readonly fault?: new (
    ...args: never[]
  ) => Error
  read(text: string): unknown
}

const manifest = await commandManifest(commandList)
const json = ['{', '}', '[', ']', ':', ',', '"', '\\', '\\u', 'd800', '"a"', 'null', 'true', '1', '-', '1e', '.', ' ']
const dockerConfig = [...json, '{"auths":', '"auth":', '"username":"u"', '"ghcr.io"', '"AUTHS"', '"YTpi"', '{"a":{}}']
const base64 = ['YW', 'Jj', 'ZGVm', 'Q', '=', '==', '\n', '\r\n', '-', '_', ' ', '+/', '0']
const names = [
  'a',
  'A',
  '0',
  '.',
  '-',
  '_',
  '/',
  ':',
  '@',
  '*',
  '[::1]',
  'ghcr.io',
  ':5000',
  '@sha256:',
  'ab12'.repeat(16),
  '%',
  '?',
]
const yaml = [
  'a: ',
  '- ',
  '\n',
  '  ',
  '&a ',
  '*a',
  '<<: ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|\n',
  '>-\n',
  '# ',
  '? ',
  '!!str ',
  '---\n',
  '%',
]
const object = [
  'apiVersion: v1\n',
  'kind: Secret\n',
  'kind: Pod\n',
  'kind: List\n',
  'items:\n',
  'metadata: {name: a}\n',
  'spec:\n',
  'data:\n',
]
const value = {
  apiVersion: 'v1',
  items: [
    {name: 'a', n: 1},
    {name: 'b', n: null},
  ],
  text: 'é',
  none: null,
}

const readings: Readonly<Record<string, Reading>> = {
  'the name of an image': {pieces: names, read: parseReference},
  'the key of an entry': {pieces: names, read: (text) => [registryOfKey(text), keyReach(text), readServerName(text)]},
  'JSON as Go reads it': {pieces: json, read: (text) => parseGoJson(Buffer.from(text))},
  'JSON of any bytes': {pieces: json, read: (text) => parseGoJson(Buffer.from(text, 'latin1'))},
  'a docker config': {
    pieces: dockerConfig,
    read: (text) =>
      ['.dockerconfigjson' as const, '.dockercfg' as const].map((key) => parseDockerConfig(Buffer.from(text), key)),
  },
  'base64 and auth': {pieces: base64, read: (text) => [decodePadded(text), decodeUnpadded(text), decodeAuth(text)]},
  'a challenge': {
    pieces: ['Bearer ', 'Basic', 'realm', '=', '"', '\\"', ',', ' ', 'https://a/t', 'service', 'scope', ';'],
    read: (text) => parseChallenges([text, `Bearer ${text}`]),
  },
  'a waiting message': {
    pieces: [
      ...[
        'Failed to pull image "',
        '"',
        ': ',
        'rpc error: code = Unknown desc = ',
        '[',
        ', ',
        ']',
        '\n',
        '\\"',
        'http://a@',
        '/v2/',
      ],
      ...[
        'unexpected status 401',
        'Head "https://a/v2/"',
        'dial tcp 1.1.1.1:1: ',
        'not found',
        '{"errors":[{"code":"X"}]}',
        '(',
        ')',
      ],
    ],
    read: (text) => {
      const failures = [parsePullFailure('ErrImagePull', text), parsePullFailure(text, ''), parseMessage(text)]
      return [failures.map((failure) => failure && rankCauses(failure)), redactText(text)]
    },
  },
  'a values file': {
    pieces: [
      ...yaml,
      'imageCredentials:\n',
      '- name: a\n',
      '  registry: ghcr.io\n',
      '  accessToken: ',
      '{{ .Values.t }}',
      '"{{',
    ],
    fault: ValuesFault,
    read: (text) => {
      const document = readValuesDocument({name: 'x', bytes: Buffer.from(text)})
      return readValuesLogins(document, valueLayers([{path: 't', text: 'x'}], [document]))
    },
  },
  manifests: {
    pieces: [...yaml, ...object, ...json],
    fault: ManifestFault,
    read: (text) => [readManifests([{name: 'x', text}]), pullSecretsIn({name: 'x', text}, 'n')],
  },
  'a template of jsonpath': {
    pieces: [
      '{',
      '}',
      '.items',
      '[',
      ']',
      '*',
      '0',
      ':',
      '-1',
      ',',
      '?(',
      ')',
      '@',
      '.name',
      '==',
      '"a"',
      "'",
      '..',
      'range ',
      'end',
      '$',
    ],
    fault: TemplateFault,
    read: (text) => jsonpathText(value, text),
  },
  'a template of Go': {
    pieces: [
      '{{',
      '}}',
      '.items',
      '$',
      '$x',
      ' := ',
      'range ',
      'if ',
      'with ',
      'else',
      'end',
      ' | ',
      'len ',
      'index ',
      'printf ',
      '"%s"',
      '(',
      ')',
      '- ',
      '/*',
      '*/',
    ],
    fault: TemplateFault,
    read: (text) => goTemplateText(value, text),
  },
  'words that are being typed': {
    pieces: [
      'create',
      'doctor',
      'generate',
      'role',
      ' ',
      '-',
      '--',
      '-n',
      '--output',
      '=',
      'json',
      '-o',
      '-A',
      '-f',
      '--',
      'x',
      "'",
    ],
    read: (text) => completionWish(text.split(' '), manifest),
  },
}

for (const [subject, {pieces, fault, read}] of Object.entries(readings)) {
  test(`${subject} is read or refused, whatever it is`, () => {
    const property = fc.property(textOf(pieces), (text) => {
      try {
        read(text)
      } catch (error) {
        if (fault === undefined || !(error instanceof fault)) throw error
      }
    })
    fc.assert(property, fuzzing)
  })
}
