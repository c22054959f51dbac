import type {Cause} from '../../src/doctor/cause.ts'
import type {Login, StoredSecret} from './go-keyring.ts'
import type {Registry} from './kubelet.ts'
import {authOf, basic, bearer, configJson, dockercfg, entry, open, right, wrong} from './registries.ts'
import type {Scenarios} from './scenario.ts'

const host = 'registry.example.test:5443'
const image = `${host}/private/app:1.0`

type Secrets = Readonly<Record<string, StoredSecret>>

const malformed: Secrets = {
  'auth that is not base64': auth('bot:open-sesame'),
  'auth in the alphabet of URLs': auth('Ym90Oj8_Pz8-'),
  'auth with half its padding': auth('Ym90Om9wZQ='),
  'auth with a blank inside': auth('Ym90 Om9wZW4='),
  'auth encoded twice': auth(authOf(authOf('bot:x'))),
  'auth without a colon': auth(authOf('bot')),
  'auth that is a number': text(`{"auths":{"${host}":{"auth":5}}}`),
  'auths that is a number': text('{"auths":5}'),
  'auths that is a list': text('{"auths":[]}'),
  'auths that is a text': text('{"auths":""}'),
  'an entry that is a text': text(`{"auths":{"${host}":"Ym90"}}`),
  'an entry that is a list': text(`{"auths":{"${host}":[]}}`),
  'a password that is a number': text(`{"auths":{"${host}":{"username":"bot","password":12345}}}`),
  'a user name that is no text': text(`{"auths":{"${host}":{"username":true,"password":"x"}}}`),
  'a fault in the entry of another registry': configJson({[host]: entry(right), 'ghcr.io': {auth: '%%%'}}),
}

const empty: Secrets = {
  'auths without an entry': configJson({}),
  'auths null': text('{"auths":null}'),
  'no auths': text('{}'),
  null: text('null'),
  'credsStore alone': text('{"auths":{},"credsStore":"desktop"}'),
  'credsStore with an empty entry': text(`{"auths":{"${host}":{}},"credsStore":"osxkeychain"}`),
  'credHelpers alone': text(`{"credHelpers":{"${host}":"ecr-login"}}`),
  'an entry null': text(`{"auths":{"${host}":null}}`),
  'an entry with an e-mail alone': text(`{"auths":{"${host}":{"email":"a@b.c"}}}`),
  'an identity token alone': text(`{"auths":{"${host}":{"identitytoken":"x.y.z"}}}`),
  'a registry token alone': text(`{"auths":{"${host}":{"registrytoken":"x.y.z"}}}`),
  'a user name alone': text(`{"auths":{"${host}":{"username":"bot"}}}`),
  'a password alone': text(`{"auths":{"${host}":{"password":"x"}}}`),
  'auth that is a colon alone': auth(authOf(':')),
  'auth without a password': auth(authOf('bot:')),
}

/** Docker's `auths` where the old type wants entries, and the reverse. */
const misplaced: Secrets = {
  'entries beside auths instead of below': text(JSON.stringify({[host]: entry(right)})),
  'dockercfg with auths': dockercfg({auths: {[host]: entry(right)}}),
}

const config = JSON.stringify({auths: {[host]: entry(right)}})
const ignored: Secrets = {
  'an Opaque Secret with the right key': {type: 'Opaque', data: {'.dockerconfigjson': config}},
  'an Opaque Secret with config.json': {type: 'Opaque', data: {'config.json': config}},
  'a Secret for basic authentication': {
    type: 'kubernetes.io/basic-auth',
    data: {username: 'bot', password: 'open-sesame'},
  },
  'a Secret for TLS': {type: 'kubernetes.io/tls', data: {'tls.crt': 'x', 'tls.key': 'y'}},
  'a Secret of a type of its own': {type: 'docker-registry', data: {'.dockerconfigjson': config}},
  'the token of a service account': {
    type: 'kubernetes.io/service-account-token',
    data: {token: 't', 'ca.crt': 'c', namespace: 'shop'},
  },
}

const conflicting: Secrets = {
  'auth that says something else': auth(authOf('bot:close-sesame'), right),
  'auth for another user': auth(authOf('old-bot:secret'), right),
}

const spoilt: Secrets = {
  'a line break behind the password': login({...right, password: 'open-sesame\n'}),
  'a line break of Windows behind the password': login({...right, password: 'open-sesame\r\n'}),
  'a line break behind the user name': login({...right, username: 'bot\n'}),
  'a blank behind the user name': login({...right, username: 'bot '}),
  'a blank before the password': login({...right, password: ' open-sesame'}),
  'a tab behind the password': login({...right, password: 'open-sesame\t'}),
  'a no-break space behind the password': login({...right, password: 'open-sesame\u00a0'}),
  'a zero-width space in the password': login({...right, password: 'open\u200b-sesame'}),
  'a mark of the writing’s direction': login({...right, username: '\u202abot\u202c'}),
  'a byte order mark before the user name': login({...right, username: '\ufeffbot'}),
  'a byte order mark before the password': login({...right, password: '\ufeffopen-sesame'}),
  'a password in double quotes': login({...right, password: '"open-sesame"'}),
  'a password in single quotes': login({...right, password: "'open-sesame'"}),
  'a line break, in auth alone': auth(authOf('bot:open-sesame\n')),
}

const refused: Secrets = {
  'a wrong password': login(wrong),
  'an unknown user': login({...right, username: 'nobody'}),
  'a placeholder for a password': login({...right, password: '$PASSWORD'}),
  'a template that was not filled in': login({...right, password: '{{ .Values.password }}'}),
  'a wrong password in dockercfg': dockercfg({[host]: entry(wrong)}),
}

const good: Secrets = {
  'the right login': login(right),
  dockercfg: dockercfg({[host]: entry(right)}),
  'auth that says something other than a wrong password': auth(authOf('bot:open-sesame'), wrong),
  'auth empty beside user name and password': auth('', right),
  'auth without padding': auth(authOf('bot:open-sesame').replace(/=+$/, '')),
  'auth folded over two lines': auth(authOf('bot:open-sesame').replace(/^(.{8})/, '$1\r\n')),
  'field names in capitals': text(`{"Auths":{"${host}":{"UserName":"bot","PASSWORD":"open-sesame"}}}`),
  'a helper beside the right login': text(JSON.stringify({...JSON.parse(config), credsStore: 'desktop'})),
}

/** One pull secret and what is in it, where the registry asks for Basic and where it asks for a token. */
export const contentScenarios: Scenarios = {
  ...each('secret-malformed', malformed),
  ...each('secret-empty', empty),
  ...each('secret-empty', misplaced, ['secret-malformed', 'secret-key-mismatch']),
  ...each('secret-wrong-type', ignored),
  ...each('secret-auth-conflict', conflicting),
  ...each('credential-whitespace', spoilt),
  ...each('bad-credentials', refused),
  ...each('healthy', good),
  ...each('secret-key-mismatch', {
    'dockercfg with the wrong key': dockercfg({'registry.example.test': entry(right)}),
  }),
  'auth that is not base64, before a public image': {
    truth: 'secret-malformed',
    image: 'docker.io/library/nginx:1.27',
    registry: open,
    secrets: {regcred: auth('%%%%')},
  },
}

function each(truth: Cause, secrets: Secrets, also: readonly Cause[] = []): Scenarios {
  const registries: Readonly<Record<string, Registry>> = {Basic: basic, 'a token': bearer}
  return Object.fromEntries(
    Object.entries(secrets).flatMap(([sentence, regcred]) =>
      Object.entries(registries).map(([wanted, registry]) => [
        `${sentence}, where ${wanted} is asked for`,
        {truth, also, image, registry, secrets: {regcred}},
      ]),
    ),
  )
}

function text(json: string): StoredSecret {
  return {type: 'kubernetes.io/dockerconfigjson', data: {'.dockerconfigjson': json}}
}

function auth(value: string, rest: Partial<Login> = {}): StoredSecret {
  return configJson({[host]: {auth: value, ...rest}})
}

function login(of: Login): StoredSecret {
  return configJson({[host]: entry(of)})
}
