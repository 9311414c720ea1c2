import { isScope } from '@raccord/contract/wire'
import type { SignInCode, SignInCodeStore } from '../../tokens/sign-in-code.ts'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'
import { insertTokens, revokeFamily } from './token-store.ts'

export function createSignInCodeStore(database: Pick<Database, 'kysely' | 'transaction'>): SignInCodeStore {
  return {
    async add(code) {
      await database.kysely
        .insertInto('sign_in_code')
        .values({
          hash: code.hash,
          client_id: code.clientId,
          user_id: code.userId,
          redirect_uri: code.redirectUri,
          code_challenge: code.codeChallenge ?? null,
          scopes: [...code.scopes],
          family: code.family,
          created_at: code.createdAt,
          expires_at: code.expiresAt,
        })
        .execute()
    },
    spend(hash, now, decide) {
      return database.transaction(async (tx) => {
        const row = await tx
          .selectFrom('sign_in_code')
          .selectAll()
          .where('hash', '=', hash)
          .forUpdate()
          .executeTakeFirst()
        const spending = decide(row && toCode(row))
        if (spending.kind === 'revoke_family') await revokeFamily(tx, spending.family, now)
        if (spending.kind === 'spoiled' || spending.kind === 'granted')
          await tx.updateTable('sign_in_code').set({ used_at: now }).where('hash', '=', hash).execute()
        if (spending.kind === 'granted') await insertTokens(tx, spending.tokens)
        return spending.kind
      })
    },
  }
}

function toCode(row: Row<'sign_in_code'>): SignInCode {
  return {
    hash: row.hash,
    clientId: row.client_id,
    userId: row.user_id,
    redirectUri: row.redirect_uri,
    codeChallenge: row.code_challenge ?? undefined,
    scopes: row.scopes.filter(isScope),
    family: row.family,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at ?? undefined,
  }
}
