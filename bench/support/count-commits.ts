// Loaded into a server process before its own code (`--import`): answers `commits` over the channel with the number of
// fsync calls so far. Embedded, each commit is one; PostgreSQL counts its own.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

let fsyncs = 0
const { fsyncSync } = fs
fs.fsyncSync = (descriptor) => {
  fsyncs += 1
  fsyncSync(descriptor)
}
syncBuiltinESMExports()

process.on('message', (question) => {
  if (question === 'commits') process.send?.(fsyncs)
})
// A server stops by SIGTERM, not by waiting for its parent.
process.channel?.unref()
