#!/usr/bin/env node
// kubectl calls this by the name kubectl_complete-imagecreds, with the words that are to be completed.
process.argv.splice(2, 0, '__complete')
require('./run.js')
