#!/usr/bin/env node
// Kept in old JavaScript without imports, so that a Node.js that is too old says so and nothing else.
var version = process.versions.node
if (Number(version.split('.')[0]) < 24) {
  console.error(`error: kubectl imagecreds needs Node.js 24 or later, this is ${version}`)
  process.exit(2)
}
// V8's compile cache stands in the user's own directory: in Node's default, below /tmp, others could plant code.
var cache = process.env.XDG_CACHE_HOME || `${process.getBuiltinModule('node:os').homedir()}/.cache`
process.getBuiltinModule('node:module').enableCompileCache(`${cache}/kubectl-imagecreds`)
import('../dist/program.cjs')
