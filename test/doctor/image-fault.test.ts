import assert from 'node:assert/strict'
import {test} from 'node:test'
import {imageFault} from '../../src/doctor/image-fault.ts'
import {parseReference} from '../../src/reference/parse-reference.ts'

const cases: Readonly<Record<string, string>> = {
  '': 'it is blank',
  '  ': 'it is blank',
  'r.io/app:${TAG}': 'a placeholder in it was not filled in',
  'r.io/app:{{ .Values.tag }}': 'a placeholder in it was not filled in',
  '$REGISTRY/app': 'a placeholder in it was not filled in',
  'r.io/app:<no value>': 'a placeholder in it was not filled in',
  'https://r.io/app': 'it begins with a scheme',
  'r.io/my app': 'it has white space in it',
  'r.io/app:1.0 ': 'it has white space in it',
  '"r.io/app"': 'it has quotation marks in it',
  'r.io/app@sha256:abc': 'its digest is not whole',
  'r.io/app:': 'its tag or digest is empty',
  'r.io/app:1:2': 'it has two tags',
  'r.io:5000/MyApp:1.0': 'its repository has capital letters',
  MyApp: 'its repository has capital letters',
  'r.io//app': 'a part of its path is empty',
  'r.io/': 'a part of its path is empty',
  [`r.io/app:${'a'.repeat(129)}`]: 'its tag is longer than 128 characters',
}

for (const [image, words] of Object.entries(cases)) {
  test(`of "${image.slice(0, 40)}" it says that ${words}`, () => {
    assert.equal(imageFault(image), words)
    assert.equal(parseReference(image).kind, 'invalid')
  })
}
