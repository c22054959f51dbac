import assert from 'node:assert/strict'
import {test} from 'node:test'
import {productOf} from '../../../src/doctor/ranking/product.ts'

const hosts: Readonly<Record<string, string>> = {
  'docker.io': 'docker-hub',
  'registry-1.docker.io': 'docker-hub',
  'auth.docker.io': 'docker-hub',
  'production.cloudflare.docker.com': 'docker-hub',
  'notdocker.io': 'generic',
  'ghcr.io': 'ghcr',
  'quay.io': 'quay',
  '123456789012.dkr.ecr.eu-west-1.amazonaws.com': 'ecr',
  '<account>.dkr.ecr.eu-west-1.amazonaws.com': 'ecr',
  'XXXX.dkr.ecr.XX.amazonaws.com': 'ecr',
  '<name>.azurecr.io': 'acr',
  'REGION-docker.pkg.dev': 'gar',
  'registry.example.com:5000': 'generic',
  'localhost:5000': 'generic',
}

for (const [host, product] of Object.entries(hosts)) {
  test(`${host} is of ${product}`, () => assert.equal(productOf(host), product))
}
