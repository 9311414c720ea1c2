import type { Challenge, ConnectorState } from '@raccord/connector-kit'
import { authorizationServer, pendingAuthorization, tokenSet } from '@raccord/connector-oauth'
import { accountTypes } from '@raccord/contract'
import { z } from 'zod'

const authorisation = z.object({
  /** Where the person's next answer goes, and how. */
  answer: z.object({ method: z.enum(['POST', 'PUT']), href: z.string() }).optional(),
  /** Where this authorisation's status can be read. */
  watch: z.string().optional(),
  /** Where a method is chosen (again, to have a code sent once more), what can be chosen, what was. */
  select: z.object({ method: z.enum(['POST', 'PUT']), href: z.string() }).optional(),
  methods: z.array(z.object({ id: z.string(), name: z.string().optional(), type: z.string().optional() })).optional(),
  methodId: z.string().optional(),
  /** Wants the code that the redirect brought back. */
  confirmation: z.string().optional(),
  /** JSON of the challenge last shown: shown again after a wrong code. */
  challenge: z.string().optional(),
  /** The bank's open question while a form is shown: its links. */
  pending: z.object({ links: z.record(z.string(), z.string()), url: z.string() }).optional(),
  /** What was said about a confirmation in the bank's app: shown again while it is waited for. */
  message: z.string().optional(),
  canResend: z.boolean().optional(),
  /** The bank says with each challenge whether it can be sent again. */
  tellsResend: z.boolean().optional(),
  /** ISO instant after which waiting ends. */
  until: z.string().optional(),
})
export type Authorisation = z.infer<typeof authorisation>

const consent = z.object({
  id: z.string(),
  status: z.string().optional(),
  self: z.string().optional(),
  /** `list-only`: it opened nothing but the list, and a second consent for those accounts follows. */
  listOnly: z.boolean().optional(),
  /** Bank-offered: the person chooses accounts at the bank. */
  offered: z.boolean().optional(),
})

const driverState = z.object({
  v: z.literal(1),
  /** What is being waited for. */
  phase: z.enum([
    'begun',
    'redirect',
    'oauth',
    'token',
    'form',
    'challenge',
    'choice',
    'decoupled',
    'settling',
    'granted',
  ]),
  /** What the caller asked for, kept for the calls that come later. */
  asked: z.object({
    mode: z.enum(['REDIRECT', 'EMBEDDED']),
    accountTypes: z.array(z.enum(accountTypes)),
    recurring: z.boolean(),
    validUntil: z.string(),
    frequencyPerDay: z.number(),
    redirectUri: z.string(),
    redirectState: z.string(),
    /** Accounts that a `detailed` consent names: those of the form, or of a list. */
    references: z.array(z.record(z.string(), z.string())).optional(),
  }),
  /** Identification of the PSU, wire header → value. Never the password. */
  psu: z.record(z.string(), z.string()),
  consent: consent.optional(),
  /** URLs of the list consents that preceded, to be ended with the others. */
  listConsents: z.array(z.string()).optional(),
  /** While a consent for card accounts is asked for: that of the payment accounts, granted already. */
  accountConsent: consent.optional(),
  /** Opens the card accounts, where they need one of their own. */
  cardConsent: consent.optional(),
  /** ISO instant of the SCA: the long history is there for some minutes. */
  grantedAt: z.string().optional(),
  authorisation: authorisation.optional(),
  oauth: z
    .object({
      server: authorizationServer,
      /** Of the authorization request that is under way: used once. */
      request: pendingAuthorization
        .extend({
          /** The bank's `scaOAuth` link as sent. */
          link: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
  tokens: tokenSet.optional(),
  /** Of our own, for gateways. */
  application: tokenSet.optional(),
  /** What `/accounts` said about how to read each one, where it differs from the standard's path. */
  accounts: z
    .record(
      z.string(),
      z.object({
        transactions: z.string().optional(),
        inverted: z.boolean().optional(),
        /** Several accounts answer to this id, each in a currency of its own. */
        severalCurrencies: z.boolean().optional(),
      }),
    )
    .optional(),
})

export type DriverState = z.infer<typeof driverState>

/** `undefined`: not a state of this connector, or of another version of it. */
export function readState(state: ConnectorState): DriverState | undefined {
  return driverState.safeParse(state).data
}

/** For the sealed column. Optional members that are absent stay absent. */
export function writeState(state: DriverState): ConnectorState {
  return JSON.parse(JSON.stringify(state)) as ConnectorState
}

export function freezeChallenge(challenge: Challenge): string {
  return JSON.stringify(challenge)
}

export function thawChallenge(text: string): Challenge {
  const challenge = JSON.parse(text) as Challenge & { expiresAt?: string }
  return challenge.expiresAt === undefined ? challenge : { ...challenge, expiresAt: new Date(challenge.expiresAt) }
}
