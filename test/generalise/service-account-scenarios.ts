import {basic, bearer, configJson, dockerHub, entry, right, wrong} from './registries.ts'
import type {Scenarios} from './scenario.ts'

const host = 'registry.example.test:5443'
const image = `${host}/private/app:1.0`
const good = configJson({[host]: entry(right)})
const bad = configJson({[host]: entry(wrong)})
const elsewhere = configJson({'ghcr.io': entry(right)})

/** What the Pod's ServiceAccount names by now, which a Pod gets when it is made or not at all. */
export const serviceAccountScenarios: Scenarios = {
  'named under secrets of the ServiceAccount': {
    truth: 'no-credentials',
    image,
    registry: basic,
    secrets: {regcred: good},
    names: [],
    account: {secrets: ['regcred']},
  },
  'attached to the ServiceAccount later': {
    truth: 'service-account-attached-late',
    image,
    registry: basic,
    secrets: {regcred: good},
    names: [],
    account: {imagePullSecrets: ['regcred']},
  },
  'attached to the ServiceAccount later, at a token server': {
    truth: 'service-account-attached-late',
    image,
    registry: bearer,
    secrets: {regcred: good},
    names: [],
    account: {imagePullSecrets: ['regcred']},
  },
  'attached to the ServiceAccount later, at Docker Hub': {
    truth: 'service-account-attached-late',
    image: 'acme/private:1.0',
    registry: dockerHub,
    names: [],
    secrets: {regcred: configJson({'docker.io': entry(right)})},
    account: {imagePullSecrets: ['regcred']},
  },
  'attached later, and useless': {
    truth: 'no-credentials',
    image,
    registry: basic,
    secrets: {regcred: elsewhere},
    names: [],
    account: {imagePullSecrets: ['regcred']},
  },
  'attached from the beginning': {
    truth: 'healthy',
    image,
    registry: basic,
    secrets: {regcred: good},
    account: {imagePullSecrets: ['regcred']},
  },
  'attached to the ServiceAccount later, beside one that its Pods had': {
    truth: 'service-account-attached-late',
    image,
    registry: basic,
    secrets: {old: elsewhere, regcred: good},
    names: ['old'],
    account: {imagePullSecrets: ['old', 'regcred']},
  },
  'attached to the ServiceAccount later, beside one that is missing': {
    truth: 'service-account-attached-late',
    also: ['secret-missing'],
    image,
    registry: bearer,
    secrets: {regcred: good},
    names: ['gone'],
    account: {imagePullSecrets: ['gone', 'regcred']},
  },
  'the Pod’s own list keeps the right one out': {
    truth: 'service-account-overridden',
    image,
    registry: basic,
    secrets: {own: elsewhere, regcred: good},
    names: ['own'],
    account: {imagePullSecrets: ['regcred']},
  },
  'the Pod’s own list, of a missing one, keeps the right one out': {
    truth: 'service-account-overridden',
    also: ['secret-missing'],
    image,
    registry: bearer,
    secrets: {regcred: good},
    names: ['gone'],
    account: {imagePullSecrets: ['regcred']},
  },
  'the Pod’s own list with a wrong login keeps the right one out': {
    truth: 'bad-credentials',
    also: ['service-account-overridden'],
    image,
    registry: basic,
    secrets: {own: bad, regcred: good},
    names: ['own'],
    account: {imagePullSecrets: ['regcred']},
  },
  'the ServiceAccount names a missing one': {
    truth: 'secret-missing',
    image,
    registry: basic,
    names: ['gone'],
    account: {imagePullSecrets: ['gone']},
  },
}
