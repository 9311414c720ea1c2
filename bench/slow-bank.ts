// What a bank that takes five seconds an answer costs the people of another: a fast bank's journey and run, alone, and while
// people and runs are at the slow one. `node bench/slow-bank.ts [people] [runs]`, default 50 and 200.
import { setTimeout as sleep } from 'node:timers/promises'
import { closeSockets } from './journeys/browser.ts'
import { atOnce } from './journeys/replay.ts'
import { walk } from './journeys/walk.ts'
import { FAST_BANK, OTHER_BANK, startInstallation } from './support/installation.ts'
import { heading, row } from './support/report.ts'
import { type Spread, spread } from './support/rounds.ts'

const SLOW_MS = 5_000
const TIMES = 7
const [people = 50, runs = 200] = process.argv.slice(2).map(Number)

const installation = await startInstallation()
if (installation) {
  const { url, api, other } = installation
  const crowd = await installation.users(16)
  const [one] = await installation.users(1)
  if (!one) throw new Error('no user')
  const tokenOf = (index: number) => crowd[index % crowd.length]?.accessToken ?? ''
  await atOnce(runs, 8, async (index) => void (await walk(url, tokenOf(index), OTHER_BANK)))
  await walk(url, one.accessToken, FAST_BANK)
  const [connection] = await api.connections(one)
  const idle = await measure()

  other.takes(SLOW_MS)
  for (const user of crowd) await api.post('/v2.1/connections/sync', {}, user.accessToken)
  let failed = 0
  const waiting = Array.from({ length: people }, async (_, index) => {
    await walk(url, tokenOf(index), OTHER_BANK).catch(() => {
      failed += 1
    })
  })
  await sleep(2_000)
  const before = await installation.openRuns()
  const loaded = await measure()
  const after = await installation.openRuns()

  heading(`a fast bank while ${people} people and ${runs} runs are at one that takes ${SLOW_MS / 1000} s an answer`)
  for (const what of ['journey', 'run'] as const) {
    row(`${what}, alone`, idle[what], 'ms')
    row(`${what}, beside the slow bank`, loaded[what], 'ms')
    const ratio = loaded[what].median / idle[what].median
    row(`${what}, ratio of the medians`, spread([ratio]), 'aim ≤ 1.5')
  }
  console.log(`  Runs open at the slow bank: ${before} at the beginning, ${after} at the end of the measurement.`)
  other.takes(0)
  await Promise.all(waiting)
  console.log(`  Of ${people} people at the slow bank ${failed} did not come to the end.`)
  closeSockets()
  await installation.stop()

  async function measure(): Promise<{ journey: Spread; run: Spread }> {
    const journeys: number[] = []
    const read: number[] = []
    for (let time = 0; time < TIMES; time += 1) {
      let started = performance.now()
      await walk(url, one?.accessToken ?? '', FAST_BANK)
      journeys.push(performance.now() - started)
      started = performance.now()
      await readAgain()
      read.push(performance.now() - started)
    }
    return { journey: spread(journeys), run: spread(read) }
  }

  async function readAgain(): Promise<void> {
    if (!one || !connection) throw new Error('no connection')
    const answer = await api.post(`/v2.1/connections/${connection.id}/sync`, {}, one.accessToken)
    if (!answer.ok) throw new Error(`POST sync answered ${answer.status}`)
    for (;;) {
      const all = await api.connections(one)
      if (all.find(({ id }) => id === connection.id)?.status !== 'RUNNING') return
      await sleep(20)
    }
  }
}
