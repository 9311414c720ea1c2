import { z } from 'zod'
import { integerIn, unixSeconds } from './primitives.ts'

export const migrationReportQuery = z.object({
  days: integerIn(
    1,
    365,
    'Quiet days after which a client counts as done; by default the installation’s setting.',
  ).optional(),
})

/** `GET /v2.1/migration_report`: what a client still uses of the previous widgets (WIRE §7). */
export const migrationReportOut = z
  .object({
    status: z.enum(['never_used', 'in_use', 'done']).meta({
      description: '`done`: something was used once, and nothing for `quiet_days`. Then the migration is over.',
    }),
    summary: z.string().meta({ description: 'The same in a sentence.' }),
    quiet_days: z.int(),
    last_used: unixSeconds.optional(),
    done_at: unixSeconds.optional().meta({ description: 'Unix seconds: when it is done if nothing more is used.' }),
    uses: z
      .array(
        z.object({
          kind: z.enum(['endpoint', 'parameter']),
          name: z.string().meta({ description: 'Path of an endpoint, previous name of a parameter.' }),
          count: z.int().meta({ description: 'Requests that used it, ever.' }),
          recent_count: z.int().meta({ description: 'Those within `quiet_days`.' }),
          first_used: unixSeconds,
          last_used: unixSeconds,
          replacement: z.string().optional().meta({ description: 'Absent: nothing takes its place.' }),
          explanation: z.string().optional(),
          guide: z.string().meta({ description: 'URL of the rule that says what to change.' }),
        }),
      )
      .meta({ description: 'The most recently used first.' }),
    daily: z.array(z.object({ day: z.string().meta({ description: '`YYYY-MM-DD`, UTC.' }), count: z.int() })).meta({
      description: 'Uses a day over the `quiet_days` up to today, the oldest first.',
    }),
  })
  .meta({ id: 'MigrationReport' })
export type MigrationReportOut = z.output<typeof migrationReportOut>
