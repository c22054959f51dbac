#!/usr/bin/env node
// Kept in old JavaScript that requires nothing first, so that a Node.js that is too old says so and nothing else; and
// CommonJS, as package.json beside it says: to start the loader of modules costs more than all of this.
var version = process.versions.node
if (Number(version.split('.')[0]) < 24) {
  console.error(`error: kubectl imagecreds needs Node.js 24 or later, this is ${version}`)
  process.exit(2)
}
// Where NODE_DEBUG names parts of Node.js, those print what they send and whom they start with what environment: logins.
// Node.js has read it before this line, so the process begins anew without it; Windows has no way to do so.
if (process.env.NODE_DEBUG) {
  const environment = {...process.env}
  delete environment.NODE_DEBUG
  const words = [process.execPath, ...process.execArgv, __filename, ...process.argv.slice(2)]
  try {
    process.execve(process.execPath, words, environment)
  } catch (error) {
    if (!error.code) throw error
  }
}
// V8's compile cache is code: it stands where only the user can write. In Node's default, below /tmp, or in a home that
// is shared, others could plant some. Without such a place, and without a home, the program starts a little slower.
try {
  const fs = process.getBuiltinModule('node:fs')
  const cache = process.env.XDG_CACHE_HOME || `${process.getBuiltinModule('node:os').homedir()}/.cache`
  const folder = `${cache}/kubectl-imagecreds`
  fs.mkdirSync(folder, {recursive: true, mode: 0o700})
  const stat = fs.statSync(folder)
  const isOwn = !process.getuid || (stat.uid === process.getuid() && (stat.mode & 0o022) === 0)
  // Of a file the cache keeps what the first call ran, and never more: so that each command has a cache of its own.
  const command = /^[a-z]{1,12}$/.test(process.argv[2] || '') ? process.argv[2] : 'start'
  if (isOwn) process.getBuiltinModule('node:module').enableCompileCache(`${folder}/${command}`)
} catch (error) {
  if (!error.code) throw error
}
require('../dist/program.cjs')
