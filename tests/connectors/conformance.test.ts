import { conformance } from '@raccord/connector-kit/conformance'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestBank, type TestBench } from './bench.ts'
import { berlinGroupSubject } from './conformance-subjects.ts'

let bench: TestBench
beforeAll(async () => {
  bench = await startTestBank()
})
afterAll(() => bench.close())

describe.each([
  ['Berlin Group, REDIRECT', '100', 'REDIRECT'],
  ['Berlin Group, OAuth', '103', 'REDIRECT'],
  ['Berlin Group, EMBEDDED', '100', 'EMBEDDED'],
] as const)('%s', (_name, providerId, mode) => {
  const subject = () => berlinGroupSubject(bench, providerId, mode)
  // The list of cases is the same for any subject; the bank is there only once the tests run.
  const names = conformance({ ...berlinGroupSubject({} as TestBench, providerId, mode) }).map(({ name }) => name)
  it.each(names)('%s', async (name) => {
    const one = conformance(subject()).find((each) => each.name === name)
    expect(['passed', 'skipped']).toContain(await one?.run())
  })
})
