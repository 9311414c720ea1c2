import { zstdCompressSync } from 'node:zlib'
import type { BankTransaction } from '@raccord/connector-kit'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { entryText } from '../../transactions/plan-import.ts'
import { rawPage } from '../../transactions/raw-page.ts'
import type { TransactionStore, TransactionToSave } from '../../transactions/transaction-store.ts'
import type { Tx } from '../database.ts'
import type { Schema } from '../schema.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import { rowsAsJson } from './bank-text.ts'
import type { Sealer } from './sealed-json.ts'
import { compareTransactions, updateSilently, upsertTransactions } from './transaction-upsert.ts'

export function transactionStore(tx: Tx, vault: Sealer): TransactionStore {
  return {
    ...transactionReads(tx),

    async lockAccount(accountId) {
      const row = await tx
        .selectFrom('account')
        .select('id')
        .where('id', '=', accountId)
        .where('shared', '=', true)
        .forNoKeyUpdate()
        .executeTakeFirst()
      return row !== undefined
    },

    async candidates(accountId, { openSince, from, references, keys = [], amounts = [] }) {
      const ids = references as string[]
      const rows = await tx
        .selectFrom('transaction')
        .select([
          'id',
          'identity_key',
          'status',
          'amount_minor',
          'currency',
          'date',
          'counterparty_name',
          'remittance',
          'bank_id',
          'entry_reference',
          'end_to_end_id',
          earliestDay.as('earliest_day'),
        ])
        .where('account_id', '=', accountId)
        .where((eb) =>
          eb.or([
            eb('status', 'in', ['PENDING', 'EXPIRED', 'CANCELLED']).and('date', '>=', openSince),
            sql<boolean>`identity_key = any(${keys as string[]}::text[])`,
            // Only what this fetch sends again: a wrong link then heals by itself, and never costs an entry.
            eb('date', '>=', from ?? '0001-01-01').and(
              sql<boolean>`(bank_id = any(${ids}::text[]) or entry_reference = any(${ids}::text[])
                or (status = 'BOOKED' and amount_minor = any(${amounts as number[]}::int8[])))`,
            ),
          ]),
        )
        .orderBy('id')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        identityKey: row.identity_key,
        status: row.status,
        amountMinor: row.amount_minor,
        currency: row.currency,
        date: row.date,
        earliestDay: row.earliest_day,
        text: entryText({ counterpartyName: row.counterparty_name ?? undefined, remittance: row.remittance }),
        ...(row.bank_id ? { bankId: row.bank_id } : {}),
        ...(row.entry_reference ? { entryReference: row.entry_reference } : {}),
        ...(row.end_to_end_id ? { endToEndId: row.end_to_end_id } : {}),
      }))
    },

    async relink(links) {
      if (links.length === 0) return
      await sql`update transaction t set identity_key = link.identity_key
        from unnest(${links.map((link) => link.id)}::int8[], ${links.map((link) => link.identityKey)}::text[])
          as link (id, identity_key)
        where t.id = link.id`.execute(tx)
    },

    save(account, rows, sent, at) {
      const json = rowsAsJson(rows.map(toColumns))
      if (sent.length === 0) return updateSilently(tx, account.id, json)
      const packed = zstdCompressSync(Buffer.from(JSON.stringify(rawPage(sent))))
      const sealed = vault.seal(packed, sealedColumns.raw_page.owner({ account_id: account.id }))
      return upsertTransactions(tx, { account, page: { entries: sent.length, sealed }, at }, json)
    },

    expire: (ids, at) => end(tx, ids, at, { status: 'EXPIRED', identity_key: sql<string>`'x:' || id` }),
    cancel: (ids, at) => end(tx, ids, at, { status: 'CANCELLED' }),
  }
}

/** What changes nothing, and needs no transaction. */
export function transactionReads(kysely: Kysely<Schema>): Pick<TransactionStore, 'compare' | 'stillOpen'> {
  return {
    compare: (accountId, rows) => compareTransactions(kysely, accountId, rowsAsJson(rows.map(toColumns))),

    async stillOpen(accountId, covered) {
      return kysely
        .selectFrom('transaction')
        .select(['id', 'identity_key as identityKey', 'status', 'date'])
        .where('account_id', '=', accountId)
        .where((eb) =>
          covered === undefined
            ? eb('status', '=', 'PENDING')
            : eb.or([
                eb('status', '=', 'PENDING'),
                eb.and([
                  eb.or([eb('status', '=', 'BOOKED'), eb('origin', '=', 'SCHEDULED')]),
                  eb('date', '>=', covered),
                  sql<boolean>`${earliestDay} >= ${covered}::date`,
                ]),
              ]),
        )
        .execute()
    },
  }
}

/** By whatever day a bank cuts its answer: an entry with a day outside of what was asked for may be left out of it. */
const earliestDay = sql<string>`least(date, booking_date, value_date, transaction_date)`

/** It is no longer to come. */
async function end(
  tx: Tx,
  ids: readonly number[],
  at: Date,
  how: { status: 'EXPIRED' | 'CANCELLED'; identity_key?: RawBuilder<string> },
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('transaction')
    .set({ ...how, origin: 'TRANSACTION', updated_at: at })
    .where('id', 'in', [...ids])
    .execute()
}

/** Short names: they are written once per row. `undefined` is left out of the JSON, and null in the table. */
function toColumns({ entry, identityKey, derived, rawIndex }: TransactionToSave): object {
  return {
    k: identityKey,
    s: entry.status,
    a: entry.amount.minor,
    c: entry.amount.currency,
    t: derived.type,
    o: derived.origin,
    g: derived.categoryId,
    l: derived.label,
    r: derived.remittance,
    d: derived.date,
    bd: entry.bookingDate,
    vd: entry.valueDate,
    td: entry.transactionDate,
    i: entry.bankId,
    e: entry.entryReference,
    n: entry.counterpartyName,
    ni: entry.counterpartyIban,
    ci: entry.creditorId,
    m: entry.mandateId,
    ee: entry.endToEndId,
    bc: entry.bankTransactionCode ?? entry.proprietaryCode,
    cn: entry.checkNumber,
    og: originalOf(entry),
    x: rawIndex,
  }
}

/** `{amount, rate}` in the currency it was made in, and `exact`: the amount where it is finer than its own currency. */
function originalOf({ original, amount: { exact } }: BankTransaction): object | undefined {
  return original || exact !== undefined ? { ...original, ...(exact === undefined ? {} : { exact }) } : undefined
}
