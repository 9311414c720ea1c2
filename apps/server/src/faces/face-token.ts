import type { Day } from '../transactions/day.ts'

export const faceKinds = ['simplefin', 'export', 'lunchflow', 'enable_banking'] as const
export type FaceKind = (typeof faceKinds)[number]

/** What one application of a person may read, as it is kept: its secret is known only to whoever holds it. */
export interface FaceToken extends FaceLimits {
  readonly id: number
  readonly userId: number
  readonly kind: FaceKind
  readonly name: string
  readonly createdAt: Date
  /** Of a SimpleFIN token: until when it may be claimed, when it was, and when somebody tried again. */
  readonly claimExpiresAt?: Date
  readonly claimedAt?: Date
  readonly replayedAt?: Date
  /** To the hour. */
  readonly usedAt?: Date
  /** Enable Banking: what the application is known by. */
  readonly applicationId?: string
}

export interface FaceLimits {
  /** Absent: all that the person shares, later ones too. */
  readonly accountIds?: readonly number[]
  /** Inclusive, compared with an entry's day. */
  readonly from?: Day
  readonly until?: Day
}

export interface NewFaceToken extends FaceLimits {
  readonly userId: number
  readonly kind: FaceKind
  readonly name: string
  readonly createdAt: Date
  readonly secretHash?: Uint8Array
  readonly claimHash?: Uint8Array
  readonly claimExpiresAt?: Date
  readonly applicationId?: string
  /** PEM. */
  readonly publicKey?: string
}

export interface FaceTokenStore {
  /** `undefined`: the person has `most` of them already. */
  add(token: NewFaceToken, most: number): Promise<FaceToken | undefined>
  /** Oldest first. */
  list(userId: number): Promise<FaceToken[]>
  /** False where the user has none of that id. */
  remove(userId: number, id: number): Promise<boolean>
  findBySecret(kind: FaceKind, secretHash: Uint8Array): Promise<FaceToken | undefined>
  findApplication(id: string): Promise<{ readonly token: FaceToken; readonly publicKey: string } | undefined>
  /** Once, and before it expires, whoever else tries at the same moment; every later claim is noted and refused. */
  claim(claimHash: Uint8Array, secretHash: Uint8Array, now: Date): Promise<FaceToken | undefined>
  /** Unless it was noted within the hour before. */
  noteUse(id: number, now: Date): Promise<void>
  /** Those that nobody claimed in time. */
  forgetUnclaimed(before: Date): Promise<void>
}
