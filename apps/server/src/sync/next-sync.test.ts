import { describe, expect, it } from 'vitest'
import { laterAgain, nextSync, nextSyncFrom, soonerAgain, turnOf } from './next-sync.ts'

const now = new Date('2026-06-01T10:00:00Z')
const hoursFrom = (date: Date | undefined, from = now) => date && (date.getTime() - from.getTime()) / 3_600_000
const channel = {
  ...{ autoSync: true, recurring: true, frequencyPerDay: 4, consentUntil: '2026-06-30' },
  ...{ turn: 0, failures: 0 },
}

describe('when a channel is read next', () => {
  it('takes half of the quota, at the times of its own, never past the consent, never for a single reading', () => {
    expect(nextSync(channel, now)).toEqual(new Date('2026-06-02T00:00:00Z'))
    expect(nextSync({ ...channel, turn: 0.75 }, now)).toEqual(new Date('2026-06-01T21:00:00Z'))
    // Not so soon after a reading: that time is for tomorrow.
    expect(nextSync({ ...channel, turn: 0.25 }, now)).toEqual(new Date('2026-06-02T03:00:00Z'))
    expect(nextSync({ ...channel, frequencyPerDay: 1, turn: 0.75 }, now)).toEqual(new Date('2026-06-02T18:00:00Z'))
    expect(nextSync({ ...channel, frequencyPerDay: 100 }, now)).toEqual(new Date('2026-06-02T00:00:00Z'))
    expect(nextSync({ ...channel, consentUntil: '2026-06-01' }, now)).toBeUndefined()
    expect(nextSync({ ...channel, autoSync: false }, now)).toBeUndefined()
    expect(nextSync({ ...channel, recurring: false }, now)).toBeUndefined()
  })

  it('is a time that stays, whatever the reading was late by', () => {
    const own = { ...channel, turn: turnOf(1041) }
    const first = nextSync(own, now) ?? now
    const late = new Date(first.getTime() + 17 * 60_000)
    expect(hoursFrom(nextSync(own, late), first)).toBe(12)
  })

  it('lies apart from the others: a thousand connections made one after another leave no minute to more than three', () => {
    const minutes = new Map<number, number>()
    for (let id = 1001; id <= 2000; id += 1) {
      const minute = Math.floor(turnOf(id) * 720)
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1)
    }
    expect(minutes.size).toBeGreaterThan(600)
    expect(Math.max(...minutes.values())).toBeLessThanOrEqual(3)
  })

  it('once the bank takes calls again is its own time, not everybody’s', () => {
    const midnight = new Date('2026-06-02T00:00:00Z')
    expect(hoursFrom(nextSyncFrom({ ...channel, turn: 0.5 }, midnight), midnight)).toBe(6)
    expect(nextSyncFrom({ ...channel, autoSync: false }, midnight)).toBeUndefined()
  })

  it('backs off by cause: a bank that was away is tried sooner, a fault that time does not mend ever less often', () => {
    const after = (failures: number) => hoursFrom(soonerAgain({ ...channel, failures }, now))
    expect([0, 1, 2, 3].map(after)).toEqual([1, 2, 4, 14])
    expect(hoursFrom(soonerAgain({ ...channel, failures: 2, turn: 0.52 }, now))).toBe(4)
    const later = (failures: number) => hoursFrom(laterAgain({ ...channel, failures, turn: 0.5 }, now))
    expect([0, 2, 3, 30].map(later)).toEqual([8, 8, 26, 26])
    expect(soonerAgain({ ...channel, recurring: false }, now)).toBeUndefined()
    expect(laterAgain({ ...channel, autoSync: false, failures: 9 }, now)).toBeUndefined()
  })
})
