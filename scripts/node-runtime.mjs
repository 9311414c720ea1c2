// Which Node runs Raccord. Plain JavaScript that Node 16 and later can read, because it is read
// before the right Node is there.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

export const wantedMajor = 24

const major = (version) => Number.parseInt(version, 10)

/**
 * The Node binary that the lock file brings for this platform, if it was installed.
 * There is none for macOS: no package of that kind is published for it.
 */
function broughtNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  const path = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', binary)
  return existsSync(path) ? path : undefined
}

/** Path of a Node of at least `wantedMajor`: the one running now if new enough, else the one brought. */
export function findNode() {
  return major(process.versions.node) >= wantedMajor ? process.execPath : broughtNode()
}

/** One sentence that says what to do where no suitable Node can be had. */
export function noNodeSentence() {
  return (
    `Raccord needs Node ${wantedMajor} or later; this is Node ${process.versions.node} on ` +
    `${process.platform}-${process.arch}, for which npm brings no newer one. ` +
    `Install Node ${wantedMajor} (LTS) from your package manager or nodejs.org, then run the same command again.`
  )
}
