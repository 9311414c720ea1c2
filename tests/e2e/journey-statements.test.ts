import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { buildApp } from '../../apps/server/src/app.ts'
import { readConfig } from '../../apps/server/src/config.ts'
import { closeSockets } from '../../bench/journeys/browser.ts'
import { startStubBank } from '../../bench/journeys/stub-bank.ts'
import { walk } from '../../bench/journeys/walk.ts'
import { ApiClient } from '../support/api-client.ts'

/**
 * What goes by the clock or happens once, and is no journey's: notifications put in line, tallies, pauses of banks, a session prolonged after a
 * minute, clients read anew each second.
 */
const notCounted =
  /\b(event_line|webhook|tally|bank_pause|bank_wait|bank_note|standing_figure)\b|seq = next\.seq|set "seen_at"|from "client"/

/** Its transactions, and its statements with their `begin` and `commit`. */
const budget = { transactions: 7, statements: 75 }

// A budget: `npm run bench -- journey-statements` lists them, with those of the queue.
it('a journey to a connected bank sends so many statements, and no more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-journey-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const bank = await startStubBank()
  onTestFinished(() => bank.stop())
  const sent: string[] = []
  const config = readConfig({
    RACCORD_DATA: folder,
    RACCORD_PORT: '0',
    RACCORD_LOG_LEVEL: 'silent',
    RACCORD_TESTBANK_URL: bank.url,
  })
  const raccord = await buildApp(config, undefined, (text) => void sent.push(text))
  onTestFinished(() => raccord.stop())
  await raccord.listen()
  await raccord.startJobs()
  onTestFinished(closeSockets)
  const url = `http://127.0.0.1:${(raccord.app.server.address() as AddressInfo).port}`
  const token = (await new ApiClient(url).newUser()).accessToken
  sent.length = 0
  const { requests } = await walk(url, token)
  const counted = units(sent.map((text) => text.replaceAll(/\s+/g, ' ').trim())).filter(
    (unit) => !notCounted.test(unit.join()),
  )
  // Each look at the running synchronisation is one more page: its session with the journey, the figures of the run, and where a bank is slow the
  // journey once more.
  const looks = requests - 9
  expect(counted.filter(([first]) => first === 'begin')).toHaveLength(budget.transactions)
  expect(counted.flat().length, counted.flat().join('\n')).toBeLessThanOrEqual(budget.statements + 3 * looks)
})

/** Transactions, from `begin` to their end, and statements that are none's: the embedded database has one session. What is under way at either end is no journey's. */
function units(sent: readonly string[]): string[][] {
  const all: string[][] = []
  let open: string[] | undefined
  for (const text of sent) {
    if (text === 'begin') open = []
    if (open) open.push(text)
    else if (text !== 'commit') all.push([text])
    if (text !== 'commit' || !open) continue
    all.push(open)
    open = undefined
  }
  return all
}
