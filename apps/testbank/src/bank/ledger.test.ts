import { expect, test } from 'vitest'
import { parseScenario } from '../scenario/parse.ts'
import { balanceAt, bookedPage, timelineOf } from './ledger.ts'

function scenarioOf(records: string) {
  const parsed = parseScenario(
    `CREDENTIALS|dev|dev\n${records.startsWith('RELATIVE') ? records.split('\n')[0] : ''}\n` +
      `ACCOUNT|a1|01|10/01/26|100|Checkings||false||n|||FR7630006000011234567890189|EUR\n${records.replace(/^RELATIVE.*\n/, '')}`,
  )
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const [account] = parsed.scenario.accounts
  return { scenario: parsed.scenario, account: account! }
}
const ALWAYS = { from: undefined, to: undefined }

test('copies come on successive days, page by page, without a gap or a double', () => {
  const { scenario, account } = scenarioOf(
    'TRANSACTION|1|01/01/26|a\nTRANSACTION|2|31/12/25|b\nREPEAT|25|10\nTRANSACTION|3|05/01/26|c',
  )
  const timeline = timelineOf(scenario, undefined, '2026-01-02')
  const seen: string[] = []
  let position: number | undefined = 0
  let pages = 0
  while (position !== undefined) {
    const page = bookedPage(account, timeline, ALWAYS, position, 7)
    seen.push(...page.entries.map(({ reference, day, minor }) => `${reference.split('-').at(-1)} ${day} ${minor}`))
    position = page.next
    pages += 1
  }
  expect(pages).toBe(4)
  expect(seen).toHaveLength(27)
  expect(new Set(seen).size).toBe(27)
  expect(seen[0]).toBe('1 2026-01-01 100')
  expect(seen[1]).toBe('2 2025-12-31 200')
  expect(seen[11]).toBe('12 2026-01-01 200')
  expect(seen[25]).toBe('26 2026-01-02 200')
  expect(seen[26]).toBe('27 2026-01-05 300')
})

test('without RELATIVE_TO days are as written, the future included', () => {
  const { scenario, account } = scenarioOf('TRANSACTION|1|01/01/40|a')
  const timeline = timelineOf(scenario, '2026-01-01', '2026-01-02')
  expect(bookedPage(account, timeline, ALWAYS, 0, 10).entries[0]?.day).toBe('2040-01-01')
})

test('with it, days are shifted once, later entries appear when their day comes, and the balance moves along', () => {
  const { scenario, account } = scenarioOf('RELATIVE_TO|10/01/26\nTRANSACTION|-5|09/01/26|a\nTRANSACTION|-7|12/01/26|b')
  const days = (today: string) => {
    const timeline = timelineOf(scenario, '2026-06-01', today)
    return [bookedPage(account, timeline, ALWAYS, 0, 10).entries.map(({ day }) => day), balanceAt(account, timeline)]
  }
  expect(days('2026-06-01')).toEqual([['2026-05-31'], { minor: 10_000n, day: '2026-06-01' }])
  expect(days('2026-06-03')).toEqual([['2026-05-31', '2026-06-03'], { minor: 9_300n, day: '2026-06-03' }])
})

test('a period is inclusive at both ends', () => {
  const { scenario, account } = scenarioOf('TRANSACTION|1|01/01/26|a\nREPEAT|5')
  const timeline = timelineOf(scenario, undefined, '2026-02-01')
  const { entries } = bookedPage(account, timeline, { from: '2026-01-02', to: '2026-01-04' }, 0, 10)
  expect(entries.map(({ day }) => day)).toEqual(['2026-01-02', '2026-01-03', '2026-01-04'])
})
