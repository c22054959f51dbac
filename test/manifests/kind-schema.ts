import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import {Ajv2020} from 'ajv/dist/2020.js'
import {parseAllDocuments} from 'yaml'

const ajv = new Ajv2020({strict: true, allErrors: true})
ajv.addSchema(JSON.parse(readFileSync(new URL('../fixtures/crds/kinds.json', import.meta.url), 'utf8')), 'kinds')

/** The objects of a manifest. Fails where one is not what the schema of its kind says, or YAML 1.1 reads it otherwise. */
export function objectsOf(text: string) {
  const [objects, older] = (['1.2', '1.1'] as const).map((version) =>
    parseAllDocuments(text, {version}).map((document) => {
      assert.deepEqual(document.errors, [])
      return document.toJS()
    }),
  )
  assert.deepEqual(older, objects)
  for (const object of objects ?? []) assertKind(object)
  return objects ?? []
}

function assertKind(object: {readonly kind: string}): void {
  const validate = ajv.getSchema(`kinds#/$defs/${object.kind}`)
  if (validate === undefined) return
  assert.ok(validate(object), `${object.kind}: ${ajv.errorsText(validate.errors)}`)
}
