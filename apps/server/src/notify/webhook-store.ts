import { randomBytes } from 'node:crypto'
import { Secret } from '@raccord/connector-kit'
import type { NotificationType } from '@raccord/contract'
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import type { Row } from '../store/schema.ts'
import { sealedColumns } from '../store/sealed/sealed-columns.ts'
import type { Vault } from '../store/vault/vault.ts'
import { newWebhookSecret } from './sign-webhook.ts'

/** Webhooks that one client may have. */
export const mostWebhooks = 10
/** How long the secret of before a rotation signs beside the new one. */
export const previousSecretDays = 7
const DAY_MS = 86_400_000

/** Never with its secret. */
export type WebhookView = Omit<Row<'webhook'>, 'sealed_secret' | 'sealed_previous' | 'due_at' | 'rests_until'> & {
  readonly undelivered: number
  readonly dead: number
}

/** A client's webhooks (WIRE §8): somebody else's are not found. */
export interface WebhookStore {
  /** `clientId` absent: everybody's, for the operator. */
  list(clientId?: string, id?: string): Promise<WebhookView[]>
  /** `undefined`: it has as many as it may. The secret is told this once. */
  create(clientId: string, webhook: NewWebhook): Promise<{ readonly id: string; readonly secret: Secret } | undefined>
  remove(clientId: string, id: string): Promise<boolean>
  /** A new secret; the one before signs beside it for a while, the one before that no more. */
  rotate(clientId: string, id: string): Promise<Secret | undefined>
  /** Those that are live, the newest first. */
  secrets(webhook: Pick<Row<'webhook'>, 'id' | 'sealed_secret' | 'sealed_previous' | 'previous_until'>): Secret[]
}

export interface NewWebhook {
  readonly url: string
  readonly types: readonly NotificationType[]
}

export function createWebhookStore(database: Database, vault: Pick<Vault, 'for'>): WebhookStore {
  const { kysely: db, clock } = database
  const sealer = vault.for(sealedColumns.webhook.columns.sealed_secret)
  const owner = (id: string) => sealedColumns.webhook.owner({ id })
  return {
    async list(clientId, id) {
      const waiting = (which: string) =>
        sql<number>`(select count(*) from webhook_delivery where webhook_id = webhook.id and dead_at ${sql.raw(which)})::int`
      const rows = await db
        .selectFrom('webhook')
        .selectAll()
        .select([waiting('is null').as('undelivered'), waiting('is not null').as('dead')])
        .$if(clientId !== undefined, (query) => query.where('client_id', '=', clientId ?? ''))
        .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(({ sealed_secret: _, sealed_previous: __, ...row }) => row)
    },

    create: (clientId, { url, types }) =>
      database.transaction(async (tx) => {
        await tx.selectFrom('client').select('id').where('id', '=', clientId).forNoKeyUpdate().execute()
        const own = await tx.selectFrom('webhook').select('id').where('client_id', '=', clientId).execute()
        if (own.length >= mostWebhooks) return undefined
        const id = `wh_${randomBytes(12).toString('base64url')}`
        const secret = new Secret(newWebhookSecret())
        const row = { id, client_id: clientId, url, types: [...types], sealed_secret: sealer.seal(secret, owner(id)) }
        await tx
          .insertInto('webhook')
          .values({ ...row, created_at: clock.now() })
          .execute()
        return { id, secret }
      }),

    async remove(clientId, id) {
      const query = db.deleteFrom('webhook').where('id', '=', id).where('client_id', '=', clientId)
      return (await query.returning('id').executeTakeFirst()) !== undefined
    },

    rotate: (clientId, id) =>
      database.transaction(async (tx) => {
        const query = tx.selectFrom('webhook').select('sealed_secret').where('id', '=', id)
        const row = await query.where('client_id', '=', clientId).forNoKeyUpdate().executeTakeFirst()
        if (!row) return undefined
        const secret = new Secret(newWebhookSecret())
        await tx
          .updateTable('webhook')
          .set({
            sealed_secret: sealer.seal(secret, owner(id)),
            // The owner's name is the same, so that the sealed bytes open where they are put.
            sealed_previous: row.sealed_secret,
            previous_until: new Date(clock.now().getTime() + previousSecretDays * DAY_MS),
          })
          .where('id', '=', id)
          .execute()
        return secret
      }),

    secrets({ id, sealed_secret, sealed_previous, previous_until }) {
      const previous = previous_until !== null && previous_until > clock.now() ? sealed_previous : null
      return [sealed_secret, previous].flatMap((sealed) =>
        sealed === null ? [] : [new Secret(sealer.open(sealed, owner(id)).toString('utf8'))],
      )
    },
  }
}
