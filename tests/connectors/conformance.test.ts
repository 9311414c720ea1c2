import { berlinGroup } from '@raccord/connector-berlin-group'
import { enableBanking } from '@raccord/connector-enable-banking'
import { fints } from '@raccord/connector-fints'
import { conformance } from '@raccord/connector-kit/conformance'
import { openBankingUk } from '@raccord/connector-openbanking-uk'
import { stet } from '@raccord/connector-stet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWithPython } from '../support/python.ts'
import { startTestBank, type TestBench } from './bench.ts'
import { testBankSubject } from './conformance-subjects.ts'
import { startWoob, type WoobBench } from './woob/woob-bench.ts'
import { woobSubject } from './woob/woob-subject.ts'

let bench: TestBench
let program: WoobBench
beforeAll(async () => {
  bench = await startTestBank()
  program = await startWoob()
})
afterAll(async () => {
  await bench.close()
  await program.close()
})

describe.each([
  ['Berlin Group, REDIRECT', berlinGroup, '100', 'REDIRECT'],
  ['Berlin Group, OAuth', berlinGroup, '103', 'REDIRECT'],
  ['Berlin Group, two consents', berlinGroup, '107', 'REDIRECT'],
  ['Berlin Group, EMBEDDED', berlinGroup, '100', 'EMBEDDED'],
  ['STET', stet, '104', 'REDIRECT'],
  ['Open Banking UK 3.1', openBankingUk, '105', 'REDIRECT'],
  ['Open Banking UK 4.0', openBankingUk, '106', 'REDIRECT'],
  ['Enable Banking', enableBanking, '109', 'REDIRECT'],
  ['FinTS', fints, '110', 'EMBEDDED'],
] as const)('%s', (_name, connector, providerId, mode) => {
  // The list of cases is the same for any subject; the bank is there only once the tests run.
  const names = conformance(testBankSubject({} as TestBench, connector, providerId, mode)).map(({ name }) => name)
  it.each(names)('%s', async (name) => {
    const cases = conformance(testBankSubject(bench, connector, providerId, mode))
    expect(['passed', 'skipped']).toContain(await cases.find((each) => each.name === name)?.run())
  })
})

describeWithPython('woob, by its bridge', () => {
  const names = conformance(woobSubject({} as WoobBench)).map(({ name }) => name)
  it.each(names)('%s', async (name) => {
    const cases = conformance(woobSubject(program))
    expect(['passed', 'skipped']).toContain(await cases.find((each) => each.name === name)?.run())
  })
})
