import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const lockPath = join(root, 'package-lock.json')
// npm writes this one at the end of every install.
const installedLock = join(root, 'node_modules', '.package-lock.json')
const stampPath = join(root, 'node_modules', '.raccord-lock')

const lockHash = () => createHash('sha256').update(readFileSync(lockPath)).digest('hex')

/** True when `node_modules` is missing or belongs to another lock file than the one checked out. */
export function installNeeded() {
  if (!existsSync(installedLock)) return true
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === lockHash()) return false
  // No stamp of ours (somebody ran npm install himself), or the lock has changed since: npm's own date decides.
  return statSync(lockPath).mtimeMs > statSync(installedLock).mtimeMs
}

/**
 * Installs what the lock names. `npm install --no-save` and not `npm ci`: where a registry lacks an optional
 * binary of some other platform the lock has no entry for it, and `npm ci` refuses the whole lock.
 * Returns npm's exit code.
 */
export function install() {
  const args = ['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const npmCli = process.env.npm_execpath
  const [command, prefix] = npmCli ? [process.execPath, [npmCli]] : ['npm', []]
  const { status, error } = spawnSync(command, [...prefix, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: !npmCli && process.platform === 'win32',
    // An older Node earns an EBADENGINE warning a package, and it is about to be replaced.
    env: { ...process.env, npm_config_loglevel: 'error', npm_config_engine_strict: 'false' },
  })
  if (error) console.error(`Raccord setup: npm could not be started (${error.message}).`)
  if (status === 0) writeFileSync(stampPath, lockHash())
  return status ?? 1
}
