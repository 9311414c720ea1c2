import type { ConnectorState } from '@raccord/connector-kit'
import { z } from 'zod'
import { parameterName } from './options.ts'

const instant = z.number()

const stateShape = z.object({
  v: z.literal(1),
  /** What the module keeps of the bank (cookies, a device that the bank knows), as the program packed it. */
  session: z.string().max(700_000).optional(),
  /** Tells the credentials that `session` was made with, all together. */
  typed: z.object({ salt: z.string(), hash: z.string() }).optional(),
  asked: z.object({ recurring: z.boolean(), validUntil: z.string() }),
  /** What the person is asked. */
  pending: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('fields'),
        fields: z.array(
          z.object({
            id: parameterName,
            label: z.string().max(500).optional(),
            masked: z.boolean(),
            required: z.boolean(),
            choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
          }),
        ),
        medium: z.enum(['sms', 'email', 'mobile_app', 'device', 'phone_call', 'offline']).optional(),
        mediumLabel: z.string().max(200).optional(),
        message: z.string().max(2_000).optional(),
        expiresAt: instant.optional(),
      }),
      z.object({ kind: z.literal('wait'), message: z.string().max(2_000).optional(), expiresAt: instant }),
    ])
    .optional(),
  /** Nothing is sent without the person until he has signed in again. `password`: the one that the bank refused. */
  stop: z
    .object({
      reason: z.enum(['wrong_credentials', 'action_needed_at_bank', 'password_change_needed', 'challenge_expired']),
      password: z.object({ salt: z.string(), hash: z.string() }).optional(),
    })
    .optional(),
})
export type WoobState = z.infer<typeof stateShape>
export type Pending = NonNullable<WoobState['pending']>

/** `undefined`: not a state of ours. */
export function readState(state: ConnectorState | undefined): WoobState | undefined {
  return stateShape.safeParse(state).data
}

export function writeState(state: WoobState): ConnectorState {
  return JSON.parse(JSON.stringify(state))
}
