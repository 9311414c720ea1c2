import type { ConnectorState } from '@raccord/connector-kit'
import { authorizationServer, pendingAuthorization, tokenSet } from '@raccord/connector-oauth'
import { accountTypes } from '@raccord/contract'
import { z } from 'zod'

const driverState = z.object({
  v: z.literal(1),
  /** What the caller asked for, kept for the calls that come later. */
  asked: z.object({ accountTypes: z.array(z.enum(accountTypes)), recurring: z.boolean(), validUntil: z.string() }),
  server: authorizationServer,
  pending: pendingAuthorization.optional(),
  tokens: tokenSet.optional(),
  /** The access token has been renewed since the person signed in: the minutes of the long history are over. */
  renewed: z.boolean().optional(),
  /** Account numbers that the last `PUT /consents` named. */
  consented: z.array(z.string()).optional(),
  /** Where the bank said that an account's transactions are, as sent, and the page that said so. */
  accounts: z
    .record(
      z.string(),
      z.object({
        transactions: z.string().optional(),
        from: z.string(),
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
