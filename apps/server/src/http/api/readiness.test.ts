import { describe, expect, it } from 'vitest'
import { createReadiness } from './readiness.ts'

describe('readiness', () => {
  it('asks the probe once for many who ask at once, and not again while the answer is fresh', async () => {
    let probes = 0
    const probe = async () => {
      probes += 1
    }
    const readiness = createReadiness({ probe, changed: () => {}, keptMs: 3_600_000 })
    expect(await Promise.all(Array.from({ length: 100 }, () => readiness.ask()))).not.toContain(false)
    expect(await readiness.ask()).toBe(true)
    expect(probes).toBe(1)
  })

  it('answers no while a probe hangs, begins no second one, and yes again when it has ended', async () => {
    const hung = Promise.withResolvers<void>()
    const told: boolean[] = []
    let probes = 0
    const readiness = createReadiness({
      probe: () => {
        probes += 1
        return hung.promise
      },
      changed: (ready) => void told.push(ready),
      keptMs: 0,
      patienceMs: 1,
    })
    expect(await readiness.ask()).toBe(false)
    expect(await Promise.all([readiness.ask(), readiness.ask()])).toEqual([false, false])
    expect(probes).toBe(1)
    hung.resolve()
    await expect.poll(() => readiness.ask(), { timeout: 30_000 }).toBe(true)
    expect(told).toEqual([false, true])
  })

  it('tells each change once, with what the probe threw', async () => {
    const told: unknown[] = []
    let trouble: Error | undefined = new Error('full')
    const readiness = createReadiness({
      probe: async () => {
        if (trouble) throw trouble
      },
      changed: (ready, error) => void told.push(ready, error),
      keptMs: 0,
    })
    expect([await readiness.ask(), await readiness.ask(), readiness.last]).toEqual([false, false, false])
    const was = trouble
    trouble = undefined
    expect([await readiness.ask(), await readiness.ask()]).toEqual([true, true])
    expect(told).toEqual([false, was, true, undefined])
  })
})
