// A bank that takes 200 ms an answer: how long a journey takes when 1, 5, 20 and 60 people come at once, against one alone, and
// how many runs a second two processes do, against one. `node bench/crowd.ts [runs]`, default 120.
import { setTimeout as sleep } from 'node:timers/promises'
import { closeSockets } from './journeys/browser.ts'
import { atOnce } from './journeys/replay.ts'
import { walk } from './journeys/walk.ts'
import { OTHER_BANK, startInstallation } from './support/installation.ts'
import { heading, row } from './support/report.ts'
import { spread } from './support/rounds.ts'

const BANK_MS = 200
const ROUNDS = 3
const [runs = 120] = process.argv.slice(2).map(Number)

const installation = await startInstallation()
if (installation) {
  const { url, api, other } = installation
  const users = await installation.users(60)
  const tokenOf = (index: number) => users[index % users.length]?.accessToken ?? ''
  other.takes(BANK_MS)
  heading(`journeys at a bank that takes ${BANK_MS} ms`)
  let alone = Number.NaN
  for (const size of [1, 5, 20, 60]) {
    const taken: number[] = []
    for (let round = 0; round < (size === 1 ? 5 : 1); round += 1)
      await atOnce(size, size, async (index) => {
        const started = performance.now()
        await walk(url, tokenOf(index), OTHER_BANK)
        taken.push(performance.now() - started)
      })
    const times = spread(taken)
    if (size === 1) alone = times.median
    row(`${size} at once, each`, times, 'ms')
    row(`${size} at once, ratio to one`, spread([times.median / alone]), '')
  }

  other.takes(0)
  await atOnce(Math.max(0, runs - 86), 8, async (index) => void (await walk(url, tokenOf(index), OTHER_BANK)))
  other.takes(BANK_MS)
  const one = [await runsPerSecond()]
  const two: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const second = await installation.start()
    two.push(await runsPerSecond())
    await second.stop()
    one.push(await runsPerSecond())
  }
  heading(`runs per second at that bank`)
  row('one process', spread(one.slice(1)), 'runs/s')
  row('two processes', spread(two), 'runs/s')
  row('ratio', spread(two.map((rate, round) => rate / (one[round + 1] ?? Number.NaN))), 'aim ≥ 1.8')
  closeSockets()
  await installation.stop()

  /** Reads every connection there is, once. */
  async function runsPerSecond(): Promise<number> {
    const started = performance.now()
    let begun = 0
    for (const user of users) {
      const answer = await api.post('/v2.1/connections/sync', {}, user.accessToken)
      begun += ((await answer.json()) as unknown[]).length
    }
    while ((await installation?.openRuns()) !== 0) await sleep(20)
    return begun / ((performance.now() - started) / 1000)
  }
}
