import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from './port-check.mjs'

const readyWithinMs = 30_000

/** Folder of PostgreSQL's programs: on PATH, else the newest of Debian's; undefined without one. */
export function findPostgres() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...versions.map((version) => join(debian, version, 'bin')),
  ]
  return folders.find((folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))))
}

/** initdb and postgres refuse to run as root: then they run as the user postgres, else nobody. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {}
  for (const user of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, user], { encoding: 'utf8' }))
    if (ids.every((id) => id.status === 0)) return { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) }
  }
  throw new Error('PostgreSQL will not run as root, and there is neither a user postgres nor nobody')
}

/** PostgreSQL writes its state to the eighth line of its pid file, which is also what pg_ctl waits for. */
async function untilReady(data, child) {
  const deadline = Date.now() + readyWithinMs
  const state = () => readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim()
  while (!existsSync(join(data, 'postmaster.pid')) || state() !== 'ready') {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('PostgreSQL did not come up')
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

/**
 * Starts a PostgreSQL of its own in a temporary folder, on a free loopback port, nothing kept and nothing synced to disk
 * (`own` settings may say otherwise: a benchmark of commits needs real ones).
 * Returns `{url, stop, halt, resume}`; `stop` ends it and removes the folder, `halt` and `resume` are an outage between them.
 */
export async function startThrowawayPostgres(bin, own = {}, place = tmpdir()) {
  const folder = mkdtempSync(join(place, 'raccord-postgres-'))
  const identity = unprivileged()
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid)
  const data = join(folder, 'data')
  const settings = { ...identity, cwd: folder, stdio: 'ignore' }
  let child
  const halt = async () => {
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      // SIGINT is PostgreSQL's fast shutdown: sessions are cut, nothing is waited for.
      child.kill('SIGINT')
      await gone
    }
  }
  const stop = async () => {
    await halt()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    execFileSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'raccord', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
      settings,
    )
    const port = await freePort()
    const options = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: folder,
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: 200,
      shared_buffers: '64MB',
      ...own,
    }
    const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const resume = async () => {
      child = spawn(join(bin, 'postgres'), ['-D', data, ...flags], settings)
      await untilReady(data, child)
    }
    await resume()
    return { url: `postgres://raccord@127.0.0.1:${port}/postgres`, stop, halt, resume }
  } catch (error) {
    await stop()
    throw error
  }
}
