import assert from 'node:assert/strict'
import {test} from 'node:test'
import {hostDifference, type PartDifference} from '../../src/providers/host-difference.ts'

const pairs: Readonly<Record<string, readonly [string, string, readonly PartDifference[]]>> = {
  'another region of ECR': [
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com',
    [{name: 'region', one: 'eu-west-1', other: 'us-east-1'}],
  ],
  'another account and region of ECR': [
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    '210987654321.dkr.ecr.us-east-1.amazonaws.com',
    [
      {name: 'account', one: '123456789012', other: '210987654321'},
      {name: 'region', one: 'eu-west-1', other: 'us-east-1'},
    ],
  ],
  'another location of Artifact Registry': [
    'europe-docker.pkg.dev',
    'us-docker.pkg.dev',
    [{name: 'region', one: 'europe', other: 'us'}],
  ],
  'another registry of Azure': [
    'shop.azurecr.io',
    'infra.azurecr.io',
    [{name: 'registry', one: 'shop', other: 'infra'}],
  ],
  'one that tells its location and one that does not': ['eu.gcr.io', 'gcr.io', []],
  'the same registry': ['shop.azurecr.io', 'shop.azurecr.io:443', []],
  'different products': ['shop.azurecr.io', 'us-docker.pkg.dev', []],
  'hosts without parts': ['registry.test', 'registry.example.com', []],
}

for (const [name, [one, other, expected]] of Object.entries(pairs)) {
  test(`compares hosts: ${name}`, () => assert.deepEqual(hostDifference(one, other), expected))
}
