import assert from 'node:assert/strict'
import {test} from 'node:test'
import {textField} from '../../src/cluster/json-field.ts'
import type {KubeApi, ListQuery} from '../../src/cluster/kube-api.ts'
import {KubeError} from '../../src/cluster/kube-error.ts'
import {listPages} from '../../src/cluster/kube-list.ts'
import type {Call} from '../../src/cluster/kube-request.ts'
import {resources} from '../../src/cluster/resource.ts'
import {sandboxApi} from './sandbox-api.ts'

const accounts = (count: number) =>
  Array.from({length: count}, (_, index) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {namespace: 'shop', name: `a${String(index).padStart(4, '0')}`, labels: {odd: String(index % 2)}},
  }))
const name = (object: unknown) => textField(object, 'metadata', 'name')
/** Every namespace has an account of its own, without labels. */
const query: ListQuery = {resource: resources.serviceAccounts, namespace: 'shop', labelSelector: 'odd'}

async function pageSizes(api: KubeApi, over: object = {}): Promise<number[]> {
  const sizes: number[] = []
  for await (const page of api.list({...query, ...over}, name)) sizes.push(page.length)
  return sizes
}

test('a long list comes in pages, each object once and in order', async (t) => {
  const {api} = await sandboxApi(t, {objects: accounts(1201)})
  const pages: (readonly string[])[] = []
  for await (const page of api.list(query, name)) pages.push(page)
  assert.deepEqual(
    pages.map(({length}) => length),
    [250, 250, 250, 250, 201],
  )
  assert.deepEqual(
    pages.flat(),
    accounts(1201).map(({metadata}) => metadata.name),
  )
})

test('a list that the server forgets in between goes on where it was, with the token it hands out', async (t) => {
  const {api, server} = await sandboxApi(t, {objects: accounts(1201)})
  const names: string[] = []
  for await (const page of api.list(query, name)) {
    names.push(...page)
    if (names.length === 250) server.compact()
  }
  assert.equal(new Set(names).size, 1201)
  assert.equal(names.length, 1201)
  assert.equal(server.requests.length, 6, 'one of them was answered 410')
})

test('a list that expires again before it goes on is an error, not an endless loop', async () => {
  const tokens: (string | undefined)[] = []
  const expired = async ({query: asked}: Call) => {
    tokens.push(asked?.['continue'])
    if (tokens.length === 1) return {items: [], metadata: {continue: 'first'}}
    throw new KubeError('expired', 'too old', {continueToken: `fresh-${tokens.length}`})
  }
  await assert.rejects(
    all(listPages(expired, query, name)),
    (error) => error instanceof KubeError && error.kind === 'expired',
  )
  assert.deepEqual(tokens, [undefined, 'first', 'fresh-2'])
})

for (const [sentence, tokenOf] of [
  ['a server that gives the same page again and again', () => 'same'],
  ['a server that always has one page more', (calls: number) => `page-${calls}`],
] as const) {
  test(`${sentence} does not keep us for ever`, async () => {
    let calls = 0
    const endless = async () => ({items: [], metadata: {continue: tokenOf(++calls)}})
    await assert.rejects(
      async () => {
        for await (const _ of listPages(endless, query, name));
      },
      {name: 'KubeError', message: 'the server goes on with its list of serviceaccounts without end'},
    )
    assert.ok(calls <= 40_000)
  })
}

test('selectors choose, and what is reduced to nothing is left out', async (t) => {
  const {api} = await sandboxApi(t, {objects: accounts(10)})
  assert.deepEqual(await pageSizes(api, {labelSelector: 'odd=1'}), [5])
  assert.deepEqual(await pageSizes(api, {fieldSelector: 'metadata.name=a0003'}), [1])
  const none: number[] = []
  for await (const page of api.list(query, () => undefined)) none.push(page.length)
  assert.deepEqual(none, [0])
})

test('where only metadata is of use, only that is sent', async (t) => {
  const job = {apiVersion: 'batch/v1', kind: 'Job', metadata: {namespace: 'shop', name: 'a'}, spec: {parallelism: 1}}
  const {api} = await sandboxApi(t, {objects: [job]})
  const specs: unknown[] = []
  for await (const page of api.list({resource: resources.jobs, metadataOnly: true}, (object) => object))
    specs.push(...page)
  assert.deepEqual(
    specs.map((object) => [name(object), Object.hasOwn(Object(object), 'spec')]),
    [['a', false]],
  )
})

test('an answer that is no list is no API server', async () => {
  for (const page of [{}, [], {items: 'a'}, 'text', null]) {
    await assert.rejects(
      all(listPages(async () => page, query, name)),
      (error) => error instanceof KubeError && error.kind === 'not-an-api-server',
    )
  }
  assert.deepEqual(await all(listPages(async () => ({items: null}), query, name)), [[]])
})

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const page of pages) found.push(page)
  return found
}

test('the version of a list is that of its first page', async (t) => {
  const {api, server} = await sandboxApi(t, {objects: accounts(300)})
  const versions: string[] = []
  for await (const _ of api.list(query, name, (version) => versions.push(version))) server.put(accounts(1)[0] ?? {})
  assert.equal(versions.length, 1)
  const events = api.watch({...query, resourceVersion: versions[0] ?? ''}, new AbortController().signal)
  for await (const {type} of events) {
    assert.equal(type, 'MODIFIED')
    break
  }
})
