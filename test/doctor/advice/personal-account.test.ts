import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import {personalAccount} from '../../../src/doctor/advice/personal-account.ts'
import {examined, type LoginParts} from './builders.ts'

const personal: Readonly<Record<string, LoginParts>> = {
  'a personal access token of Docker Hub': {registry: 'docker.io', username: 'jane', password: 'dckr_pat_x'},
  'the password of an account of Docker Hub': {registry: 'docker.io', username: 'jane'},
  'a classic token of GitHub': {registry: 'ghcr.io', username: 'jane', password: 'ghp_0123456789'},
  'a personal access token of GitLab, on a host of its own': {
    registry: 'git.corp:5050',
    username: 'jane',
    password: 'glpat-0123456789',
  },
  'a user of quay.io that is no robot': {registry: 'quay.io', username: 'jane'},
  'a customer of Red Hat': {registry: 'registry.redhat.io', username: 'jane'},
  'an address for mail, anywhere': {registry: 'registry.corp', username: 'jane.doe@corp.example'},
  'the administrator of a registry of Azure': {registry: 'acme.azurecr.io', username: 'acme'},
  'an administrator by name': {registry: 'registry.corp', username: 'admin'},
}

const machines: Readonly<Record<string, LoginParts>> = {
  'an organization access token': {registry: 'docker.io', username: 'acme', password: 'dckr_oat_x'},
  'a machine account by its name': {registry: 'ghcr.io', username: 'acme-ci', password: 'ghp_0123456789'},
  'a bot by its name': {registry: 'docker.io', username: 'deploybot', password: 'dckr_pat_x'},
  'an address for mail of a machine': {registry: 'registry.corp', username: 'ci@corp.example'},
  'a token of a GitHub App': {registry: 'ghcr.io', username: 'jane', password: 'ghs_0123456789'},
  'a deploy token of GitLab': {registry: 'registry.gitlab.com', username: 'gitlab+deploy-token-1'},
  'the bot of a project of GitLab': {
    registry: 'registry.gitlab.com',
    username: 'project_7_bot_0a1b',
    password: 'glpat-0123456789',
  },
  'a robot of Quay': {registry: 'quay.io', username: 'acme+puller'},
  'a robot of Harbor': {registry: 'registry.corp', username: 'robot$team+puller'},
  'a service account of Red Hat': {registry: 'registry.redhat.io', username: '123|jane'},
  'a service account key of Google': {registry: 'eu.gcr.io', username: '_json_key'},
  'a service principal of Azure': {registry: 'acme.azurecr.io', username: '11111111-2222-3333-4444-555555555555'},
  AWS: {registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com', username: 'AWS'},
  'a name that says nothing': {registry: 'registry.corp', username: 'jane'},
}

describe('takes for an account that was made for no machine', () => {
  for (const [sentence, parts] of Object.entries(personal)) {
    test(sentence, () => {
      const grounds = examined(personalAccount, parts)
      assert.match(grounds?.message ?? '', /acts as an? (?:account of a person|administrator) at/)
      assert.match(grounds?.remedies[0].step ?? '', /^Store an? .* instead\.$/)
    })
  }
})

describe('is silent on', () => {
  for (const [sentence, parts] of Object.entries(machines)) {
    test(sentence, () => assert.equal(examined(personalAccount, parts), undefined))
  }
})
