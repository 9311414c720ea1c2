import { expect, it } from 'vitest'
import { describeEachDatabase } from '../support/databases.ts'
import { liveYear } from './year.ts'

/** `RACCORD_YEAR=500 npm test -- tests/life` lives it with so many. */
const wanted = process.env['RACCORD_YEAR']
/** In the suite a season of a few, with more trouble in less time. */
const life =
  wanted === undefined
    ? { connections: 3, days: 44, consentDays: 36, often: 4, seed: 11 }
    : { connections: Number(wanted), days: Number(process.env['RACCORD_YEAR_DAYS'] ?? 365), seed: 7 }

describeEachDatabase('a year of connections', (open) => {
  it('keeps every promise, whatever goes wrong', { timeout: 3_600_000 }, async () => {
    const { faults, counts } = await liveYear((clock) => open({ clock }), life)
    expect(faults, JSON.stringify(counts)).toEqual([])
    // Something went wrong in it, of every kind.
    const seen = ['renewals', 'warnings', 'left', 'refusals', 'died', 'heardTwice', 'event transactions_changed']
    for (const what of wanted === undefined ? seen : [...seen, 'ends', 'event account_closed'])
      expect(counts[what], what).toBeGreaterThan(0)
  })
})
