import type { ConnectorState } from '@raccord/connector-kit'
import { authorizationServer, pendingAuthorization, tokenSet } from '@raccord/connector-oauth'
import { accountTypes } from '@raccord/contract'
import { z } from 'zod'

const driverState = z.object({
  v: z.literal(1),
  /** What the caller asked for, kept for the calls that come later. */
  asked: z.object({ accountTypes: z.array(z.enum(accountTypes)), recurring: z.boolean(), validUntil: z.string() }),
  server: authorizationServer,
  /** `ConsentId`, the "intent" that the person authorises. */
  consentId: z.string().optional(),
  pending: pendingAuthorization.optional(),
  tokens: tokenSet.optional(),
  /** The person authorises a consent that was authorised before: it goes on. */
  prolongs: z.boolean().optional(),
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
