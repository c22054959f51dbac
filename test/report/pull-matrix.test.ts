import assert from 'node:assert/strict'
import {describe, test} from 'node:test'
import type {Container, Pod} from '../../src/cluster/snapshot.ts'
import type {ObservedPull} from '../../src/doctor/pull-cases.ts'
import {type PullMatrix, pullMatrix} from '../../src/report/pull-matrix.ts'
import {pullMatrixText} from '../../src/report/pull-matrix-text.ts'
import {pullMatrixHtml} from '../../src/report/pull-path-html.ts'
import {createTheme} from '../../src/report/theme.ts'
import {aPod, aPull, type PullParts} from '../doctor/builders.ts'

const running: Partial<Container> = {state: {kind: 'running'}}

function pull(parts: PullParts): ObservedPull {
  const {plan, reference: parsed, pullSecrets, keyring, failure, events} = aPull(parts)
  return {plan: {...plan, parsed, pullSecrets, keyring}, failure, events}
}

function inPlace(namespace: string, nodeName: string, phase = 'Pending'): Partial<Pod> {
  return aPod({namespace, nodeName, phase})
}

const says = [{fault: 'dns'}] as const

describe('a matrix counts', () => {
  test('each pull in the cell of its namespace and registry, and on its node', () => {
    const matrix = pullMatrix([
      pull({pod: inPlace('shop', 'b'), says}),
      pull({pod: inPlace('shop', 'a'), container: running}),
      pull({pod: inPlace('shop', 'a'), container: running, image: 'nginx'}),
      pull({pod: inPlace('blog', 'a')}),
    ])
    assert.deepEqual(matrix.cells, [
      {namespace: 'blog', registry: 'registry.corp', failing: 0, healthy: 0, untried: 1},
      {namespace: 'shop', registry: 'docker.io', failing: 0, healthy: 1, untried: 0},
      {namespace: 'shop', registry: 'registry.corp', failing: 1, healthy: 1, untried: 0},
    ])
    assert.deepEqual(matrix.nodes, [
      {node: 'a', failing: 0, healthy: 2, untried: 1},
      {node: 'b', failing: 1, healthy: 0, untried: 0},
    ])
  })

  test('a container that has ended, an image that is on the node, and a volume of a Pod that runs as healthy', () => {
    const {cells} = pullMatrix([
      pull({container: {state: {kind: 'terminated', exitCode: 1}}}),
      pull({container: {imageID: 'sha256:0'}}),
      pull({container: {kind: 'volume'}, pod: {phase: 'Running'}}),
    ])
    assert.deepEqual(
      cells.map(({healthy}) => healthy),
      [3],
    )
  })

  test('an image whose name cannot be read in a cell of no registry', () => {
    assert.deepEqual(
      pullMatrix([pull({image: 'Not An Image', says})]).cells.map(({registry}) => registry),
      [''],
    )
  })
})

const matrix: PullMatrix = {
  cells: [
    {namespace: 'blog', registry: 'ghcr.io', failing: 0, healthy: 4, untried: 0},
    {namespace: 'shop', registry: 'registry.corp:5000', failing: 3, healthy: 1, untried: 2},
  ],
  nodes: Array.from({length: 30}, (_, at) => ({
    node: `node-${String(at).padStart(2, '0')}`,
    failing: at === 29 ? 3 : 0,
    healthy: 1,
    untried: 0,
  })),
}

test('a matrix in text begins where pulls fail, and counts the rows that are well', () => {
  const lines = pullMatrixText(matrix, {width: 80, theme: createTheme({color: false, unicode: true})})
  assert.deepEqual(lines.slice(0, 6), [
    'NAMESPACE   REGISTRY             FAILING   HEALTHY   UNTRIED',
    'shop        registry.corp:5000   3         1         2',
    'blog        ghcr.io              0         4         0',
    '',
    'NODE      FAILING   HEALTHY   UNTRIED',
    'node-29   3         1         0',
  ])
  assert.equal(lines.at(-1), 'and 18 rows more without a failing pull')
})

test('a matrix in HTML has a row for each namespace and a column for each registry, and no name is markup', () => {
  const hostile = {...matrix, cells: [{namespace: '<script>', registry: 'a&b', failing: 1, healthy: 0, untried: 0}]}
  const html = pullMatrixHtml(hostile)
  assert.ok(html.includes('<th scope="row">&#60;script&#62;</th><td class="broken">1 failing</td>'), html)
  assert.ok(html.includes('<th scope="col">a&#38;b</th>'), html)
})
