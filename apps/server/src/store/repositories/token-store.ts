import { isScope } from '@raccord/contract/wire'
import type { Token, TokenStore } from '../../tokens/token.ts'
import type { Database, Tx } from '../database.ts'
import type { NewRow, Row } from '../schema.ts'

export function createTokenStore(database: Pick<Database, 'kysely' | 'transaction'>): TokenStore {
  const db = database.kysely
  return {
    async find(hash) {
      const row = await db.selectFrom('token').selectAll().where('hash', '=', hash).executeTakeFirst()
      return row && toToken(row)
    },
    async add(tokens) {
      await insertTokens(db, tokens)
    },
    spend(hash, now, decide) {
      return database.transaction(async (tx) => {
        const row = await tx.selectFrom('token').selectAll().where('hash', '=', hash).forUpdate().executeTakeFirst()
        const spending = decide(row && toToken(row))
        if (spending.kind === 'revoke_family') await revokeFamily(tx, spending.family, now)
        if (spending.kind === 'rotated') {
          // Only the first use counts: a retry must not prolong the time in which retries work.
          await tx
            .updateTable('token')
            .set({ used_at: now })
            .where('hash', '=', hash)
            .where('used_at', 'is', null)
            .execute()
          await insertTokens(tx, spending.successors)
        }
        return spending
      })
    },
    async deleteExpired(before) {
      const result = await db.deleteFrom('token').where('expires_at', '<', before).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

/** A token, or the code that led to it, was used twice: somebody else may have it. */
export async function revokeFamily(tx: Tx, family: string, now: Date): Promise<void> {
  await tx
    .updateTable('token')
    .set({ revoked_at: now })
    .where('family', '=', family)
    .where('revoked_at', 'is', null)
    .execute()
}

export async function insertTokens(db: Database['kysely'], tokens: readonly Token[]): Promise<void> {
  if (tokens.length > 0) await db.insertInto('token').values(tokens.map(tokenRow)).execute()
}

function tokenRow(token: Token): NewRow<'token'> {
  return {
    hash: token.hash,
    kind: token.kind,
    client_id: token.clientId,
    user_id: token.userId ?? null,
    family: token.family,
    scopes: [...token.scopes],
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    used_at: token.usedAt ?? null,
    revoked_at: token.revokedAt ?? null,
  }
}

function toToken(row: Row<'token'>): Token {
  return {
    hash: row.hash,
    kind: row.kind,
    clientId: row.client_id,
    userId: row.user_id ?? undefined,
    family: row.family,
    // A scope that a later version no longer knows gives nothing.
    scopes: row.scopes.filter(isScope),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  }
}
