import type { FaceToken, FaceTokenStore } from '../../faces/face-token.ts'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'

const HOUR_MS = 3_600_000

/** Everything but what opens it. */
const columns = [
  'id',
  'user_id',
  'kind',
  'name',
  'account_ids',
  'from_day',
  'until_day',
  'created_at',
  'claim_expires_at',
  'claimed_at',
  'replayed_at',
  'used_at',
  'application_id',
] as const

export function createFaceTokenStore({ kysely: db }: Pick<Database, 'kysely'>): FaceTokenStore {
  return {
    async add(token, most) {
      const { count } = await db
        .selectFrom('face_token')
        .where('user_id', '=', token.userId)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      if (Number(count) >= most) return undefined
      const row = await db
        .insertInto('face_token')
        .values({
          user_id: token.userId,
          kind: token.kind,
          name: token.name,
          account_ids: token.accountIds === undefined ? null : [...token.accountIds],
          from_day: token.from ?? null,
          until_day: token.until ?? null,
          created_at: token.createdAt,
          secret_hash: token.secretHash ?? null,
          claim_hash: token.claimHash ?? null,
          claim_expires_at: token.claimExpiresAt ?? null,
          application_id: token.applicationId ?? null,
          public_key: token.publicKey ?? null,
        })
        .returning(columns)
        .executeTakeFirstOrThrow()
      return toToken(row)
    },

    async list(userId) {
      const rows = await db
        .selectFrom('face_token')
        .where('user_id', '=', userId)
        .select(columns)
        .orderBy('id')
        .execute()
      return rows.map(toToken)
    },

    async remove(userId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('face_token')
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    },

    async findBySecret(kind, secretHash) {
      const row = await db
        .selectFrom('face_token')
        .where('secret_hash', '=', secretHash)
        .where('kind', '=', kind)
        .select(columns)
        .executeTakeFirst()
      return row && toToken(row)
    },

    async findApplication(id) {
      const row = await db
        .selectFrom('face_token')
        .where('application_id', '=', id)
        .select([...columns, 'public_key'])
        .executeTakeFirst()
      return row?.public_key ? { token: toToken(row), publicKey: row.public_key } : undefined
    },

    async claim(claimHash, secretHash, now) {
      const row = await db
        .updateTable('face_token')
        .set({ secret_hash: secretHash, claimed_at: now })
        .where('claim_hash', '=', claimHash)
        .where('claimed_at', 'is', null)
        .where('claim_expires_at', '>', now)
        .returning(columns)
        .executeTakeFirst()
      if (row) return toToken(row)
      await db
        .updateTable('face_token')
        .set({ replayed_at: now })
        .where('claim_hash', '=', claimHash)
        .where('claimed_at', 'is not', null)
        // The first time tells; the rest would be writes at anybody's will.
        .where('replayed_at', 'is', null)
        .execute()
      return undefined
    },

    async noteUse(id, now) {
      await db
        .updateTable('face_token')
        .set({ used_at: now })
        .where('id', '=', id)
        .where((eb) => eb.or([eb('used_at', 'is', null), eb('used_at', '<=', new Date(now.getTime() - HOUR_MS))]))
        .execute()
    },

    async forgetUnclaimed(before) {
      await db.deleteFrom('face_token').where('claimed_at', 'is', null).where('claim_expires_at', '<', before).execute()
    },
  }
}

function toToken(row: Pick<Row<'face_token'>, (typeof columns)[number]>): FaceToken {
  return {
    id: row.id,
    userId: row.user_id,
    kind: row.kind,
    name: row.name,
    createdAt: row.created_at,
    accountIds: row.account_ids ?? undefined,
    from: row.from_day ?? undefined,
    until: row.until_day ?? undefined,
    claimExpiresAt: row.claim_expires_at ?? undefined,
    claimedAt: row.claimed_at ?? undefined,
    replayedAt: row.replayed_at ?? undefined,
    usedAt: row.used_at ?? undefined,
    applicationId: row.application_id ?? undefined,
  }
}
