import type { Database } from '../database.ts'

export interface NewWidgetSession {
  /** SHA-256 of the id. */
  readonly idHash: Uint8Array
  readonly clientId: string
  readonly userId: number
  readonly createdAt: Date
  readonly expiresAt: Date
  /** Of the previous widgets: parameters for every link of this session. */
  readonly defaults?: Readonly<Record<string, string>>
}

/** Stores a widget session that was just made; the widget reads and prolongs it. */
export function createWidgetSessionWriter(
  database: Pick<Database, 'kysely'>,
): (session: NewWidgetSession) => Promise<void> {
  return async (session) => {
    await database.kysely
      .insertInto('widget_session')
      .values({
        id_hash: session.idHash,
        client_id: session.clientId,
        user_id: session.userId,
        created_at: session.createdAt,
        seen_at: session.createdAt,
        expires_at: session.expiresAt,
        defaults: session.defaults ? JSON.stringify(session.defaults) : null,
      })
      .execute()
  }
}
