import { describe, expect, it } from 'vitest'
import { AdjustableClock, systemClock } from './clock.ts'

describe('an adjustable clock', () => {
  it('stands still until it is advanced, or runs on from where it was put', () => {
    const fixed = AdjustableClock.fixed('2026-11-22T10:00:00Z')
    expect(fixed.now()).toEqual(new Date('2026-11-22T10:00:00Z'))
    expect(fixed.advance(180 * 86_400_000)).toEqual(new Date('2027-05-21T10:00:00Z'))
    expect(fixed.offsetMs).toBe(180 * 86_400_000)
    const running = AdjustableClock.running(3_600_000)
    // Asked before: whatever time passes between the two questions only adds to the second.
    const before = systemClock.now().getTime()
    expect(running.now().getTime()).toBeGreaterThanOrEqual(before + 3_600_000 - 1)
    // Signatures are dated by what others' clocks show, however far this one was moved.
    expect(running.wall?.().getTime()).toBeLessThan(running.now().getTime())
    expect(fixed.wall).toBeUndefined()
  })

  it('never goes back, and takes only instants', () => {
    const clock = AdjustableClock.fixed(new Date(0))
    for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => clock.advance(ms)).toThrow(RangeError)
    expect(clock.now()).toEqual(new Date(0))
    expect(() => AdjustableClock.fixed('soon')).toThrow(RangeError)
  })
})
