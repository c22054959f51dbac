import assert from 'node:assert/strict'
import {test} from 'node:test'
import {pullMatrixHtml, pullPathHtml} from '../../src/report/pull-path-html.ts'

const cellsOf = (registries: number) =>
  Array.from({length: registries}, (_, at) => ({
    namespace: 'shop',
    registry: `r${at}.corp`,
    failing: 1,
    healthy: 0,
    untried: 0,
  }))
const headersOf = (html: string) => html.match(/<th scope="col">[^<]*/g)?.map((head) => head.replace(/<.*>/, ''))

test('a few registries are columns, and many are rows, since no page is so wide', () => {
  assert.deepEqual(headersOf(pullMatrixHtml({cells: cellsOf(2), nodes: []})), ['Namespace', 'r0.corp', 'r1.corp'])
  const many = pullMatrixHtml({cells: cellsOf(40), nodes: []})
  assert.deepEqual(headersOf(many), ['Namespace', 'Registry', 'Pulls'])
  assert.equal(many.match(/<th scope="row">shop/g)?.length, 40)
})

test('what is said of a link does not run into its name, and neither is markup', () => {
  const html = pullPathHtml({
    pull: {namespace: 'shop', pod: '<b>', container: 'app', image: 'x'},
    links: [{kind: 'pull-secret', name: '<i>', state: 'broken', detail: 'does not exist'}],
  })
  assert.match(html, /pull Secret<\/b> &#60;i&#62; \(does not exist\)<\/li>/)
  assert.doesNotMatch(html, /<i>/)
})
