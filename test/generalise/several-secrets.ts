import {basic, bearer, configJson, dockerHub, entry, open, right, wrong} from './registries.ts'
import type {Scenarios} from './scenario.ts'

const host = 'registry.example.test:5443'
const image = `${host}/private/app:1.0`

const good = configJson({[host]: entry(right)})
const bad = configJson({[host]: entry(wrong)})
const worse = configJson({[`${host}/private`]: entry({username: 'mot', password: 'x'})})
const elsewhere = configJson({'ghcr.io': entry(right)})
const portless = configJson({'registry.example.test': entry(right)})
const empty = configJson({})
const opaque = {type: 'Opaque', data: {'.dockerconfigjson': '{}'}}
const spoiled = configJson({'ghcr.io': {auth: '%%%'}})

/** Several Secrets, or none, and what a ServiceAccount has to do with it. */
export const severalSecrets: Scenarios = {
  'wrong, then right': {truth: 'healthy', image, registry: basic, secrets: {a: bad, b: good}},
  'right, then wrong': {truth: 'healthy', image, registry: basic, secrets: {a: good, b: bad}},
  'a more exact wrong one and a right one': {truth: 'healthy', image, registry: bearer, secrets: {a: worse, b: good}},
  'two wrong ones': {truth: 'bad-credentials', image, registry: basic, secrets: {a: bad, b: worse}},
  'two wrong ones at a token server': {truth: 'bad-credentials', image, registry: bearer, secrets: {a: bad, b: worse}},
  'right and missing': {truth: 'healthy', image, registry: basic, secrets: {a: good}, names: ['a', 'gone']},
  'missing and right': {truth: 'healthy', image, registry: basic, secrets: {a: good}, names: ['gone', 'a']},
  'wrong and missing': {
    truth: 'bad-credentials',
    also: ['secret-missing'],
    image,
    registry: basic,
    secrets: {a: bad},
    names: ['a', 'gone'],
  },
  'missing alone': {truth: 'secret-missing', image, registry: bearer, names: ['gone']},
  'two missing': {truth: 'secret-missing', image, registry: basic, names: ['gone', 'lost']},
  'missing before a public image': {truth: 'healthy', image, registry: open, names: ['gone']},
  'missing, and one for another registry': {
    truth: 'secret-missing',
    image,
    registry: basic,
    secrets: {b: elsewhere},
    names: ['gone', 'b'],
  },
  'missing, and a near miss': {
    truth: 'secret-missing',
    also: ['secret-key-mismatch'],
    image,
    registry: basic,
    secrets: {b: portless},
    names: ['gone', 'b'],
  },
  'missing, at Docker Hub': {truth: 'secret-missing', image: 'acme/private:1', registry: dockerHub, names: ['gone']},
  'right and malformed': {truth: 'secret-malformed', image, registry: basic, secrets: {a: good, b: spoiled}},
  'malformed and right': {truth: 'secret-malformed', image, registry: basic, secrets: {a: spoiled, b: good}},
  'missing and malformed': {
    truth: 'secret-malformed',
    image,
    registry: basic,
    secrets: {b: spoiled},
    names: ['gone', 'b'],
  },
  'wrong type and right': {truth: 'healthy', image, registry: basic, secrets: {a: opaque, b: good}},
  'wrong type and wrong password': {truth: 'bad-credentials', image, registry: basic, secrets: {a: opaque, b: bad}},
  'wrong type and another registry': {
    truth: 'secret-wrong-type',
    image,
    registry: basic,
    secrets: {a: opaque, b: elsewhere},
  },
  'empty and right': {truth: 'healthy', image, registry: basic, secrets: {a: empty, b: good}},
  'empty and another registry': {
    truth: 'secret-empty',
    also: ['secret-key-mismatch'],
    image,
    registry: bearer,
    secrets: {a: empty, b: elsewhere},
  },
  'an empty entry and a right one': {
    truth: 'healthy',
    image,
    registry: basic,
    secrets: {a: configJson({[host]: {}}), b: good},
  },
  'an empty entry and a wrong one': {
    truth: 'bad-credentials',
    image,
    registry: basic,
    secrets: {a: configJson({[host]: {}}), b: bad},
  },
  'an empty entry and a wrong one, at a token server': {
    truth: 'bad-credentials',
    image,
    registry: bearer,
    secrets: {a: configJson({[`${host}/private`]: {}}), b: bad},
  },
  'two for other registries': {
    truth: 'secret-key-mismatch',
    also: ['no-credentials'],
    image,
    registry: basic,
    secrets: {a: elsewhere, b: configJson({'quay.io': entry(right)})},
  },
  'near misses all': {
    truth: 'secret-key-mismatch',
    image,
    registry: basic,
    secrets: {a: portless, b: configJson({'REGISTRY.example.test:5443': entry(right)})},
  },
  'one Secret with a right and a wrong entry': {
    truth: 'healthy',
    image,
    registry: basic,
    secrets: {a: configJson({[host]: entry(wrong), [`${host}/private`]: entry(right)})},
  },
  'one Secret whose longer key is wrong and whose shorter is wrong': {
    truth: 'bad-credentials',
    image,
    registry: basic,
    secrets: {a: configJson({[host]: entry(wrong), [`${host}/private`]: entry({username: 'c', password: 'd'})})},
  },
  'none at all': {truth: 'no-credentials', image, registry: basic},
  'none at all, at a token server': {truth: 'no-credentials', image, registry: bearer},
  'none, though the namespace has the right one': {
    truth: 'no-credentials',
    also: ['service-account-attached-late'],
    image,
    registry: bearer,
    secrets: {regcred: good},
    names: [],
  },
  'none at Docker Hub': {
    truth: 'no-credentials',
    also: ['repository-not-found-or-no-access', 'repository-not-found'],
    image: 'acme/private:1.0',
    registry: dockerHub,
  },
  'six wrong ones': {
    truth: 'bad-credentials',
    image,
    registry: bearer,
    secrets: Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [
        name,
        configJson({[host]: entry({username: name, password: 'x'})}),
      ]),
    ),
  },
  'white space in one of two wrong ones': {
    truth: 'bad-credentials',
    also: ['credential-whitespace'],
    image,
    registry: basic,
    secrets: {a: configJson({[host]: entry({...right, password: 'open-sesame\n'})}), b: bad},
  },
  'a Docker Hub login for an image of localhost': {
    truth: 'bad-credentials',
    image: 'localhost/app:1',
    registry: basic,
    secrets: {a: configJson({'https://index.docker.io/v1/': entry(wrong)})},
  },
}
