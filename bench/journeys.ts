// Complete add_connection journeys per second, against bare Fastify with the same number of requests and of commits on the
// same engine in the same run. `node bench/journeys.ts [pglite|postgres] [stub|bank] [rounds]`.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ApiClient } from '../tests/support/api-client.ts'
import { closeSockets } from './journeys/browser.ts'
import { atOnce, type Load, replay } from './journeys/replay.ts'
import { startStubBank } from './journeys/stub-bank.ts'
import { walk } from './journeys/walk.ts'
import { type Child, startChild } from './support/child.ts'
import { durablePostgres, emptyDatabase, writtenTransactions } from './support/postgres.ts'
import { processorMs } from './support/process-cost.ts'
import { compared, figure, row } from './support/report.ts'
import { interleave, spread } from './support/rounds.ts'
import { serverFlags } from './support/server-flags.ts'

const JOURNEYS = 40
const AT_ONCE = 16
const [wantedEngine, wantedBank, wantedRounds] = process.argv.slice(2)
const rounds = Number(wantedRounds ?? 5)

const engines = (['pglite', 'postgres'] as const).filter((name) => (wantedEngine ?? name) === name)
const banks = (['stub', 'bank'] as const).filter((name) => (wantedBank ?? name) === name)
for (const engine of engines) for (const bank of banks) await measure(engine, bank)
closeSockets()

async function measure(engine: 'pglite' | 'postgres', bank: 'stub' | 'bank'): Promise<void> {
  const postgres = engine === 'postgres' ? await durablePostgres() : undefined
  if (engine === 'postgres' && !postgres) return
  const folder = await mkdtemp(join(tmpdir(), 'raccord-bench-'))
  const stub = bank === 'stub' ? await startStubBank() : undefined
  const testBank = stub ? undefined : await startTestBank()
  const store = async (name: string): Promise<Record<string, string>> =>
    postgres ? { DATABASE_URL: await emptyDatabase(postgres) } : { RACCORD_DATA: join(folder, name) }
  const flags = serverFlags(engine)
  const raccord = await startChild('apps/server/dist/main.mjs', {
    flags: [...flags, '--import', new URL('./support/count-commits.ts', import.meta.url).href],
    env: {
      RACCORD_DATA: join(folder, 'raccord'),
      ...(await store('raccord')),
      RACCORD_PORT: '0',
      RACCORD_LOG_LEVEL: 'warn',
      RACCORD_TESTBANK_URL: stub?.url ?? testBank?.url ?? '',
    },
    ready: /Raccord ready: (\S+)/,
  })
  const bare = await startChild('bench/journeys/bare-app.ts', {
    flags,
    env: await store('bare'),
    ready: /bare ready: (\S+)/,
  })
  const counter = postgres && new pg.Client({ connectionString: postgres.url })
  await counter?.connect()
  const commits = (): Promise<number> => (counter ? writtenTransactions(counter) : raccord.ask<number>('commits'))

  // Somebody new each time: who has the bank already would be asked what to do with it.
  const tokens = await users(raccord.url, JOURNEYS * (rounds + 1))
  // Of the processes themselves, which no neighbour on the machine can lengthen; the warm-up is dropped.
  const processor = { ours: [] as number[], bare: [] as number[] }
  const loads: (Load & { calls: number })[] = []
  const ours = async (): Promise<number> => {
    const before = await commits()
    const callsBefore = stub?.calls() ?? 0
    const processorBefore = processorMs(raccord.pid)
    let requests = 0
    const seconds = await atOnce(JOURNEYS, AT_ONCE, async () => {
      const walked = await walk(raccord.url, tokens.pop() ?? '')
      requests += walked.requests
    })
    loads.push({
      requests: requests / JOURNEYS,
      commits: ((await commits()) - before) / JOURNEYS,
      calls: ((stub?.calls() ?? 0) - callsBefore) / JOURNEYS,
    })
    processor.ours.push((processorMs(raccord.pid) - processorBefore) / JOURNEYS)
    return JOURNEYS / seconds
  }
  const theirs = async (): Promise<number> => {
    const load = loads.at(-1)
    if (!load) throw new Error('there is nothing to replay yet')
    const processorBefore = processorMs(bare.pid)
    const seconds = await atOnce(JOURNEYS, AT_ONCE, (index) => replay(bare.url, load, index))
    processor.bare.push((processorMs(bare.pid) - processorBefore) / JOURNEYS)
    return JOURNEYS / seconds
  }
  const result = await interleave(rounds, ours, theirs)
  const last = loads.at(-1)
  const [oursMs, bareMs] = [spread(processor.ours.slice(1)), spread(processor.bare.slice(1))]
  compared(
    `journeys, ${engine}, ${stub ? 'bank that takes no time' : 'test bank in a process of its own'}`,
    result,
    'journeys/s',
    '≥ 0.5',
  )
  row('Raccord, its processor time', oursMs, 'ms/journey')
  row('bare, its processor time', bareMs, 'ms/journey')
  if (last)
    console.log(
      `  A journey: ${figure(last.requests)} requests, ${figure(last.commits)} commits${stub ? `, ${figure(last.calls)} calls to the bank` : ''}.`,
    )
  await counter?.end()
  await Promise.all([raccord.stop(), bare.stop(), testBank?.stop(), stub?.stop()])
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })

  async function startTestBank(): Promise<Child> {
    return startChild('apps/testbank/dist/main.mjs', {
      flags: ['--max-semi-space-size=2'],
      env: { RACCORD_TESTBANK_PORT: '0', RACCORD_TESTBANK_DATA: join(folder, 'bank') },
      ready: /Raccord Test Bank ready: (\S+)/,
    })
  }
}

/** Access tokens, made beforehand: hashing passwords is slow on purpose, and no part of a journey. */
async function users(url: string, many: number): Promise<string[]> {
  const api = new ApiClient(url)
  const made: string[] = []
  for (let count = 0; count < many; count += 1) made.push((await api.newUser()).accessToken)
  return made
}
