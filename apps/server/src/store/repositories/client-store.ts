import { readTheme, type ThemeValues } from '@raccord/contract'
import type { Client, ClientStore } from '../../clients/client.ts'
import type { LogoStore } from '../../clients/client-logo.ts'
import type { Database } from '../database.ts'
import type { NewRow, Row } from '../schema.ts'

export function createClientStore(database: Pick<Database, 'kysely'>): ClientStore & LogoStore {
  const db = database.kysely
  return {
    async find(id) {
      const row = await db.selectFrom('client').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toClient(row)
    },
    async list() {
      return (await db.selectFrom('client').selectAll().orderBy('id').execute()).map(toClient)
    },
    async add(client) {
      const result = await db
        .insertInto('client')
        .values(toRow(client))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async put(client) {
      const { id: _id, created_at: _createdAt, ...changed } = toRow(client)
      await db
        .insertInto('client')
        .values(toRow(client))
        .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
        .execute()
    },
    async setSecretHashes(id, hashes) {
      const result = await db
        .updateTable('client')
        .set({ secret_hashes: [...hashes] })
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
    async setLogo(id, logo) {
      const changed = await db
        .updateTable('client')
        .set({ logo_url: logo?.file ?? null })
        .where('id', '=', id)
        .executeTakeFirst()
      if (changed.numUpdatedRows === 0n) return false
      await db.deleteFrom('client_logo').where('client_id', '=', id).execute()
      if (logo) {
        const { file, mediaType, body } = logo
        await db.insertInto('client_logo').values({ client_id: id, file, media_type: mediaType, body }).execute()
      }
      return true
    },
    async findLogo(file) {
      // Two clients may have the same picture: either row will do.
      const row = await db.selectFrom('client_logo').selectAll().where('file', '=', file).limit(1).executeTakeFirst()
      return row && { mediaType: row.media_type, body: row.body }
    },
  }
}

function toRow(client: Client): NewRow<'client'> {
  return {
    id: client.id,
    name: client.name,
    logo_url: client.logo ?? null,
    secret_hashes: [...client.secretHashes],
    redirect_urls: [...client.redirectUrls],
    origins: [...client.origins],
    loopback_allowed: client.loopbackAllowed,
    own_licence: client.ownLicence,
    terms: JSON.stringify(client.terms),
    theme: JSON.stringify(client.theme),
    pinned: JSON.stringify(client.pinned),
    created_at: client.createdAt,
  }
}

function toClient(row: Row<'client'>): Client {
  return {
    id: row.id,
    name: row.name,
    logo: row.logo_url ?? undefined,
    secretHashes: row.secret_hashes,
    redirectUrls: row.redirect_urls,
    origins: row.origins,
    loopbackAllowed: row.loopback_allowed,
    ownLicence: row.own_licence,
    terms: asObject(row.terms),
    theme: asTheme(row.theme),
    pinned: asTexts(row.pinned),
    createdAt: row.created_at,
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** What an older version let in, or a hand wrote into the database, is left out rather than shown. */
function asTheme(value: unknown): ThemeValues {
  const read = readTheme(asObject(value))
  return 'theme' in read ? read.theme : {}
}

function asTexts(value: unknown): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, text] of Object.entries(asObject(value))) texts[name] = String(text)
  return texts
}
