// First start and restart to ready, idle and peak memory, embedded, by what `npm start` runs; beside it bare Fastify with the
// same embedded database under the same flags. `node bench/start.ts [rounds]`.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../tests/support/free-port.ts'
import { startChild } from './support/child.ts'
import { childRunning, type Memory, memoryOf } from './support/process-cost.ts'
import { heading, row } from './support/report.ts'
import { spread } from './support/rounds.ts'
import { serverFlags } from './support/server-flags.ts'

const IDLE_MS = 5_000
const rounds = Number(process.argv[2] ?? 5)

interface Started extends Memory {
  readonly seconds: number
}

async function startRaccord(dataDir: string): Promise<Started> {
  const env = {
    RACCORD_DATA: dataDir,
    RACCORD_PORT: String(await freePort()),
    RACCORD_TESTBANK_PORT: String(await freePort()),
    RACCORD_LOG_LEVEL: 'warn',
  }
  const started = performance.now()
  const child = await startChild('scripts/start.mjs', { env, ready: /Raccord ready: (\S+)/ })
  const seconds = (performance.now() - started) / 1000
  await sleep(IDLE_MS)
  const memory = memoryOf(childRunning(child.pid, 'apps/server/dist/main.mjs'))
  await child.stop()
  return { seconds, ...memory }
}

async function startBare(dataDir: string): Promise<Started> {
  const started = performance.now()
  const child = await startChild('bench/journeys/bare-app.ts', {
    flags: serverFlags('pglite'),
    env: { RACCORD_DATA: dataDir },
    ready: /bare ready: (\S+)/,
  })
  const seconds = (performance.now() - started) / 1000
  await sleep(IDLE_MS)
  const memory = memoryOf(child.pid)
  await child.stop()
  return { seconds, ...memory }
}

const first: Started[] = []
const again: Started[] = []
const bare: Started[] = []
for (let round = 0; round < rounds; round += 1) {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-bench-'))
  first.push(await startRaccord(join(folder, 'raccord')))
  again.push(await startRaccord(join(folder, 'raccord')))
  await startBare(join(folder, 'bare'))
  bare.push(await startBare(join(folder, 'bare')))
  await rm(folder, { recursive: true, force: true })
}

const of = (all: readonly Started[], what: keyof Started) => spread(all.map((one) => one[what]))
const ratio = (what: keyof Started) =>
  spread(again.map((one, index) => one[what] / (bare[index]?.[what] ?? Number.NaN)))
heading(`start, embedded database, ${rounds} rounds`)
row('first start to ready', of(first, 'seconds'), 's')
row('restart to ready', of(again, 'seconds'), 's      aim ≤ 1.3')
row('bare, restart', of(bare, 'seconds'), 's')
row('ratio', ratio('seconds'), '')
row('idle after a first start', of(first, 'resident'), 'MB     aim ≤ 170')
row('idle after a restart', of(again, 'resident'), 'MB     aim ≤ 170')
row('bare, idle', of(bare, 'resident'), 'MB')
row('ratio', ratio('resident'), '')
row('peak of a first start', of(first, 'peak'), 'MB     aim ≤ 256')
row('peak of a restart', of(again, 'peak'), 'MB     aim ≤ 256')
row('bare, peak', of(bare, 'peak'), 'MB')
row('ratio', ratio('peak'), '')
