import { sql } from 'kysely'
import type { Database, Tx } from '../database.ts'
import { takeOverHeads } from '../repositories/consent-heads.ts'
import { ifReadable } from '../repositories/sealed-json.ts'
import type { Row } from '../schema.ts'
import type { Vault } from '../vault/vault.ts'
import { sealedTables } from './sealed-columns.ts'

/** The keys of the ring are not those of this database. A sentence for the operator. */
export class WrongKeyError extends Error {
  override readonly name = 'WrongKeyError'
}

/** Rows of each table that are tried where nothing is noted of the keys yet: a store from before that was. */
const TRIED = 25

/**
 * Makes sure at start that the keys open what this database holds, and notes a new one. Without this a wrong key is found
 * by people: everything answers, and no bank can be read any more.
 *
 * @returns the name of the newest key, where it is new here
 * @throws WrongKeyError
 */
export function checkKeys(database: Database, vault: Vault): Promise<string | undefined> {
  const now = database.clock.now()
  return database.transaction(async (tx) => {
    // Replicas that start together with another key each must not both be the first.
    await sql`lock table vault_key in share row exclusive mode`.execute(tx)
    const known = await refuseOtherKeys(tx, vault)
    const [newest] = vault.keyIds
    const same = known.find(({ id }) => id === newest)
    // The newest of a ring that holds a key of before, or the first of all.
    if (same === undefined) await note(tx, vault, newest, now)
    else if (same.retired_at !== null)
      await tx
        .updateTable('vault_key')
        .set({ retired_at: null, check_code: codeOf(vault, newest) })
        .where('id', '=', newest)
        .execute()
    return same === undefined ? newest : undefined
  })
}

/** The same of what was just imported, which is then not kept. @throws WrongKeyError */
export async function refuseOtherKeys(tx: Tx, vault: Vault): Promise<Row<'vault_key'>[]> {
  const known = await tx.selectFrom('vault_key').selectAll().execute()
  const live = known.filter(({ retired_at }) => retired_at === null)
  if (live.length > 0) refuseOthers(vault, live)
  else await refuseUnlessOpens(tx, vault)
  return known
}

function refuseOthers(vault: Vault, known: readonly Row<'vault_key'>[]): void {
  for (const { id, check_code } of known) {
    const code = vault.code('key-check', id, id)
    if (code !== undefined && !code.equals(check_code))
      throw new WrongKeyError(
        `RACCORD_VAULT_KEY: the key "${id}" is another one than the key of this name that sealed what this database holds. Put the right one back.`,
      )
  }
  if (!known.some(({ id }) => vault.keyIds.includes(id))) throw wrong(known.map(({ id }) => id))
}

/** Nothing is noted yet. What is sealed must open by one of the keys, if anything is sealed at all. */
async function refuseUnlessOpens(tx: Tx, vault: Vault): Promise<void> {
  let tried = 0
  for (const { name, key, of, columns, owner } of sealedTables) {
    for (const [column, purpose] of Object.entries(columns)) {
      const { rows } = await sql<Record<string, string | number | Uint8Array>>`
        select ${sql.join([...new Set([...of, column])].map((one) => sql.ref(one)))} from ${sql.table(name)}
        where ${sql.ref(column)} is not null order by ${sql.ref(key[0] ?? '')} desc limit ${TRIED}`.execute(tx)
      for (const row of rows) {
        tried += 1
        if (ifReadable(() => vault.for(purpose).open(row[column] as Uint8Array, owner(row)))) return
      }
    }
  }
  if (tried > 0) throw wrong([])
}

function wrong(names: readonly string[]): WrongKeyError {
  const which = names.length === 0 ? '' : ` It was sealed with the key ${names.map((id) => `"${id}"`).join(' and ')}.`
  return new WrongKeyError(
    `RACCORD_VAULT_KEY: no key of it opens what this database holds.${which} Put that key back, after the newest one; if it is lost for good: raccord vault give-up --yes.`,
  )
}

async function note(tx: Tx, vault: Vault, id: string, now: Date): Promise<void> {
  await tx
    .insertInto('vault_key')
    .values({ id, check_code: codeOf(vault, id), created_at: now, retired_at: null })
    .execute()
}

function codeOf(vault: Vault, id: string): Buffer {
  const code = vault.code('key-check', id, id)
  if (code === undefined) throw new Error('A key of the ring has no code')
  return code
}

/** What these keys sealed is given up, or is no more: a start no longer asks for them. Resolves to their names. */
export async function retireKeys(tx: Tx, keep: readonly string[], now: Date): Promise<string[]> {
  const rows = await tx
    .updateTable('vault_key')
    .set({ retired_at: now })
    .where('retired_at', 'is', null)
    .where(sql<boolean>`not (id = any(${[...keep]}::text[]))`)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** After a lost key: the newest of the ring begins anew. */
export async function giveUpKeys(tx: Tx, vault: Vault, now: Date): Promise<string[]> {
  const [newest] = vault.keyIds
  const given = await retireKeys(tx, [], now)
  await takeOverHeads(tx, vault)
  await tx.deleteFrom('vault_key').where('id', '=', newest).execute()
  await note(tx, vault, newest, now)
  return given.filter((id) => id !== newest)
}
