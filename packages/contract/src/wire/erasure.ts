import { z } from 'zod'
import { idOut, integerIn, unixSeconds } from './primitives.ts'

export const erasureSubjects = ['user', 'connection', 'account'] as const

const revocation = z
  .object({
    provider_id: idOut,
    channel_definition_id: idOut,
    status: z.enum(['pending', 'revoked', 'not_confirmed']).meta({
      description:
        '`pending`: the bank is asked until it confirms. `not_confirmed`: it never did; the consent runs out by its last day, and nobody can use it any more.',
    }),
    date: unixSeconds.optional().meta({ description: 'When it ended, here.' }),
    reason: z.string().optional().meta({ description: '`not_confirmed`: what the bank said last.' }),
  })
  .meta({ id: 'ErasedConsent' })

const kept = z
  .object({
    what: z.string(),
    why: z.string(),
    until: unixSeconds.optional().meta({ description: 'Absent: `why` says how long.' }),
  })
  .meta({ id: 'KeptData' })

export const erasureOut = z
  .object({
    id: z.string().meta({ example: 'er_5Q8zVb0tQmWqk3uJc1xHqA' }),
    subject: z.object({ type: z.enum(erasureSubjects), id: idOut, user_id: idOut }),
    origin: z.string().meta({ description: '`api`, `widget`, or `retention`: by a setting of the server.' }),
    date: unixSeconds.meta({ description: 'When it was asked for and our data went: the same instant.' }),
    status: z.enum(['pending', 'complete']).meta({ description: '`pending`: a bank has yet to confirm.' }),
    due_date: unixSeconds.meta({ description: 'Complete by then, whatever the banks do.' }),
    complete_date: unixSeconds.optional(),
    erased: z.object({ connections: z.int(), accounts: z.int(), transactions: z.int() }),
    revocations: z.array(revocation),
    kept: z.array(kept).meta({ description: 'What stays, and why.' }),
  })
  .meta({ id: 'Erasure' })
export type ErasureOut = z.output<typeof erasureOut>

export const erasureQuery = z.object({
  page: integerIn(1, 10_000, 'From 1.').optional(),
  limit: integerIn(1, 500, 'On a page; 100 without one.').optional(),
})
