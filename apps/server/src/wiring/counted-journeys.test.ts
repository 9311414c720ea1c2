import { expect, it } from 'vitest'
import type { Fact } from '../journey/facts.ts'
import type { Journey, JourneyStore } from '../journey/ports.ts'
import type { EventCounts } from '../metrics/event-counts.ts'
import { countedStore } from './counted-journeys.ts'

it('a failure is counted, whether or not something at the bank ends with it', async () => {
  const told: string[] = []
  const counts = { journeyError: (_step: string, error: string) => void told.push(error) } as unknown as EventCounts
  const failed: Fact = { kind: 'failed', error: 'bank_answer_invalid', leg: 1 }
  const after = { facts: [failed] } as unknown as Journey
  const store = { append: async () => after, failLeg: async () => after } as unknown as JourneyStore
  const counted = countedStore(store, counts)
  const journey = { endpoint: 'add_connection', facts: [] } as unknown as Journey
  await counted.append(journey, [failed], new Date(0))
  await counted.failLeg(journey, { id: 1, definitionId: '10001' }, {}, failed, new Date(0))
  expect(told).toEqual(['bank_answer_invalid', 'bank_answer_invalid'])
})
