import { type MigrationRuleId, migrationRules } from '@raccord/contract'
import { expect } from 'vitest'
import type { Outcome } from './outcome.ts'

/** A change that the guide makes on purpose: what is then no longer compared, on either side. */
type Forgives = (outcome: Outcome) => Outcome

const without =
  (...screens: string[]): Forgives =>
  (outcome) => ({
    ...outcome,
    screens: outcome.screens.filter((screen) => !screens.includes(screen)),
  })

const payment = /^(CHECKINGS|CREDIT_CARD) /

export const differences = {
  // The person accepted on the terms' own page; now on the consent screen of the journey.
  'flow.terms-screen': without('consent'),
  // The same when an existing connection is authorised again.
  'flow.consent-every-time': without('consent'),
  // Two ways were offered, of which one was taken; now REDIRECT comes first and EMBEDDED is offered.
  'flow.redirect-then-embedded': without('channel_choice', 'offer'),
  // EMBEDDED read everything; payment accounts are now left to REDIRECT.
  'value.OTHER': (outcome) => ({
    ...outcome,
    accounts: outcome.accounts.filter((account) => !payment.test(account)),
    through: outcome.through.filter((account) => !payment.test(account)),
    connection: {
      ...outcome.connection,
      channels: outcome.connection.channels.map((channel) => channel.replace(/^(EMBEDDED SUCCESS) .*/, '$1')),
    },
  }),
} as const satisfies Partial<Record<MigrationRuleId, Forgives>>

export type Difference = keyof typeof differences

/**
 * Both journeys are the same but for the differences that are named; each of these is on purpose, and really there: one that
 * is named in vain fails, too.
 */
export function expectSameBut(before: Outcome, after: Outcome, named: readonly Difference[]): void {
  const forgiven = (outcome: Outcome, rules: readonly Difference[]) =>
    rules.reduce((left, rule) => differences[rule](left), outcome)
  expect(forgiven(before, named)).toEqual(forgiven(after, named))
  for (const rule of named) {
    expect(migrationRules[rule].onPurpose, rule).toBe(true)
    const others = named.filter((other) => other !== rule)
    expect(forgiven(before, others), `${rule} makes no difference here`).not.toEqual(forgiven(after, others))
  }
}
