import type { ConnectorState } from '@raccord/connector-kit'
import { accountTypes } from '@raccord/contract'
import { z } from 'zod'
import { psuTypes } from './options.ts'

const driverState = z.object({
  v: z.literal(1),
  /** What the caller asked for, kept for the calls that come later. */
  asked: z.object({ accountTypes: z.array(z.enum(accountTypes)), recurring: z.boolean(), validUntil: z.string() }),
  psuType: z.enum(psuTypes).optional(),
  /** The person is at the bank. */
  authorizationId: z.string().optional(),
  /** What was granted. */
  sessionId: z.string().optional(),
  /** When, ms: some banks tell all their history for some minutes after it. */
  authorizedAt: z.number().optional(),
  validUntil: z.string().optional(),
  /** Accounts as `POST /sessions` gave them, JSON text each: later answers have no names, and a call for them counts at the bank. */
  accounts: z.array(z.string()).optional(),
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
