import type { BankResponse, Failed } from '@raccord/connector-kit'
import type { BankFailure } from '@raccord/contract'
import { failureOfStatus, reasonOfOAuth } from './failure.ts'

export type BankAnswer = Extract<BankResponse, { kind: 'answer' }>

/** What a driver's own standard, or its bank's gateway, adds to plain OAuth. */
export interface Manners {
  /** Sent with every call to the server; `operation` is our name for the call. */
  headers(operation: string): { readonly [name: string]: string }
  /** What an error code means, with the status it came with; 400 for one that the browser brought. */
  reasonOf(code: string | undefined, status: number): BankFailure
  /** An answer from 400 on that is no OAuth error. `undefined`: as openid-client takes it. */
  refusal(operation: string, answer: BankAnswer, now: Date): Failed | undefined
}

export const plainManners: Manners = { headers: () => ({}), reasonOf: reasonOfOAuth, refusal: failureOfStatus }
