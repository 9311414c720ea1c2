import type { ConnectorState } from '@raccord/connector-kit'
import { z } from 'zod'
import { parserVersion } from './bank/parameters.ts'

const text = z.string().max(400)
const count = z.int().min(0)

/** What the bank asked the proof for. */
const stage = z.enum(['sync', 'media', 'login'])
export type Stage = z.infer<typeof stage>

const method = z.object({
  id: z.string().regex(/^9\d\d$/),
  version: z.union([z.literal(6), z.literal(7)]),
  kind: z.enum(['decoupled', 'sms', 'app', 'reader', 'flicker', 'photo', 'qr', 'other']),
  name: text,
  maxLength: count.optional(),
  format: z.enum(['digits', 'characters']).optional(),
  structured: z.boolean(),
  medium: z.enum(['none', 'may', 'must']),
  polls: z.object({ most: count, firstMs: count, nextMs: count, automatic: z.boolean() }).optional(),
})

const parameters = z.object({
  version: text,
  methods: z.array(method).readonly(),
  orders: z.record(z.string(), z.boolean()).readonly(),
  versions: z.record(z.string(), z.array(count).readonly()).readonly(),
  camt: z.object({ days: count.optional(), formats: z.array(text).readonly() }).optional(),
  mt940Days: count.optional(),
  cardDays: count.optional(),
  nationalAccounts: z.boolean(),
})

const account = z.object({
  number: text,
  sub: text,
  blz: text,
  iban: text.optional(),
  bic: text.optional(),
  kind: count.optional(),
  currency: z.string(),
  owner: text.optional(),
  product: text.optional(),
  orders: z.array(text).readonly(),
  sepa: z.boolean().optional(),
})

const stateShape = z.object({
  v: z.literal(1),
  /** Of our reader of parameters: what an older one kept is asked for anew. */
  parser: count,
  /** Kundensystem-ID: the device that the bank trusts. Asked for once, kept for ever. */
  systemId: text.optional(),
  /** Given by the bank instead of what was typed (code 3072). */
  userId: text.optional(),
  customerId: text.optional(),
  bank: parameters.optional(),
  user: z.object({ version: text, openOrders: z.boolean(), accounts: z.array(account).readonly() }).optional(),
  /** Security functions that the bank allows this person. */
  allowed: z.array(text).readonly().optional(),
  method: text.optional(),
  /** Devices for TANs that the bank lists, and the one to be used. */
  media: z.array(text).readonly().optional(),
  medium: text.optional(),
  /** The bank does not take the sign-in by PIN alone that tells which methods there are. */
  twoStepOnly: z.literal(true).optional(),
  /** The bank wants a TAN for a balance: not asked for any more. */
  withoutBalances: z.literal(true).optional(),
  asked: z.object({ recurring: z.boolean(), validUntil: z.string() }),
  /** Open at the bank: the number that its next message has, and who signs. */
  dialog: z.object({ id: text, next: count, signedAs: text, used: count }).optional(),
  /** What the person is asked. */
  pending: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('method'), ids: z.array(text).readonly() }),
      z.object({ kind: z.literal('medium'), names: z.array(text).readonly() }),
      z.object({ kind: z.literal('tan'), stage, reference: text, expiresAt: count }),
      z.object({
        kind: z.literal('decoupled'),
        stage,
        reference: text,
        message: z.string().max(2_048).optional(),
        polls: count,
        nextAt: count,
        expiresAt: count,
      }),
    ])
    .optional(),
  /** Nothing is sent without the person until he has signed in again. `pin`: the one that the bank refused. */
  stop: z
    .object({
      reason: z.enum([
        'wrong_credentials',
        'action_needed_at_bank',
        'password_change_needed',
        'challenge_expired',
        'consent_expired',
      ]),
      pin: z.object({ salt: text, hash: text }).optional(),
    })
    .optional(),
})
export type FintsState = z.infer<typeof stateShape>
export type Pending = NonNullable<FintsState['pending']>

/** `undefined`: not a state of ours. */
export function readState(state: ConnectorState): FintsState | undefined {
  const parsed = stateShape.safeParse(state)
  if (!parsed.success) return undefined
  const { bank, ...rest } = parsed.data
  return rest.parser === parserVersion && bank ? { ...rest, bank } : { ...rest, parser: parserVersion }
}

export function writeState(state: FintsState): ConnectorState {
  return JSON.parse(JSON.stringify(state))
}
