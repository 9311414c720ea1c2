/** A bank that an application with a key has asked for, as Enable Banking's readers know it. */
export interface FaceSession {
  readonly id: string
  readonly tokenId: number
  readonly bank: string
  readonly country: string
  readonly redirectUrl: string
  readonly state: string
  readonly createdAt: Date
  readonly validUntil: Date
  readonly authorisedAt?: Date
}

export interface FaceSessionStore {
  /** The oldest go when a token has too many. */
  add(session: Omit<FaceSession, 'authorisedAt'>): Promise<void>
  /** A new code; `undefined` where it was used, or there is no such session. */
  giveCode(id: string, codeHash: Uint8Array, until: Date): Promise<FaceSession | undefined>
  /** Once. `again`: it was used. */
  useCode(tokenId: number, codeHash: Uint8Array, now: Date): Promise<FaceSession | 'again' | undefined>
  find(tokenId: number, id: string): Promise<FaceSession | undefined>
  list(tokenId: number): Promise<FaceSession[]>
  remove(tokenId: number, id: string): Promise<void>
}
