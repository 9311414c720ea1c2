import { isDeepStrictEqual } from 'node:util'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { BankBalance } from '@raccord/connector-kit'
import { type Selectable, sql } from 'kysely'
import type { AccountStatus, AccountStore, AccountToSave } from '../../accounts/account-store.ts'
import type { BookedSums } from '../../accounts/reconcile.ts'
import { dayOf, instantOf } from '../../transactions/day.ts'
import type { Tx } from '../database.ts'
import type { AccountTable, NewRow } from '../schema.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'
import { storable } from './bank-text.ts'
import { type BooksColumn, booksColumns, booksOf, columnsOfBooks } from './books-columns.ts'
import { countedIn } from './call-ledger.ts'
import { ifReadable, type Sealer } from './sealed-json.ts'

const knownColumns = [
  ...(['id', 'identity_key as identityKey', 'definition_id as definitionId', 'bank_id as bankId', 'resource'] as const),
  ...(['name', 'number', 'iban', 'currency', 'type', 'status', 'shared'] as const),
] as const

function knownOf<T extends { readonly iban: string | null; readonly status: string }>({ iban, status, ...row }: T) {
  return { ...row, status: status as AccountStatus, ...(iban ? { iban } : {}) }
}

export function accountStore(tx: Tx, vault: Sealer): AccountStore {
  return {
    async known(connectionId) {
      const rows = await tx
        .selectFrom('account')
        .select(knownColumns)
        .where('connection_id', '=', connectionId)
        .orderBy('id')
        .execute()
      return rows.map(knownOf)
    },

    async ofUser(userId, definitionId) {
      const rows = await tx
        .selectFrom('account')
        .select([...knownColumns, 'connection_id as connectionId'])
        .where('user_id', '=', userId)
        .where('shared', '=', true)
        .$if(definitionId !== undefined, (query) => query.where('definition_id', '=', definitionId ?? ''))
        .orderBy('id')
        .execute()
      return rows.map(knownOf)
    },

    async adopt(accounts, { connectionId, definitionId }) {
      for (const { id, iban, number } of accounts) {
        const named = { ...(iban ? { iban } : {}), ...(number ? { number: storable(number) } : {}) }
        await tx
          .updateTable('account')
          .set({ connection_id: connectionId, definition_id: definitionId, ...named })
          .where('id', '=', id)
          .execute()
      }
    },

    async markUploaded(accountId) {
      await tx
        .updateTable('account')
        .set({ uploaded: true })
        .where('id', '=', accountId)
        .where('history_at', 'is', null)
        .where('uploaded', '=', false)
        .execute()
    },

    async save(owner, accounts) {
      const before = await stored(tx, accounts)
      const made: NewRow<'account'>[] = []
      let written = false
      for (const account of accounts) {
        const values = columnsOf(account, vault, owner, account.id === undefined ? undefined : before.get(account.id))
        if (account.id === undefined)
          made.push({ ...values, connection_id: owner.connectionId, user_id: owner.userId, created_at: owner.at })
        else if (isStored(before.get(account.id), values, account, vault, owner.connectionId)) continue
        else await tx.updateTable('account').set(withoutUnread(values)).where('id', '=', account.id).execute()
        written = true
      }
      const rows =
        made.length === 0 ? [] : await tx.insertInto('account').values(made).returning(['id', 'identity_key']).execute()
      // A connection has one of each.
      const fresh = new Map(rows.map((row) => [row.identity_key, row.id]))
      const ids = accounts.map(({ id, identityKey }) => id ?? fresh.get(identityKey) ?? 0)
      // Nothing changed: then the name was taken when these rows were written.
      if (!written) return ids
      const ownerName = accounts.find(({ shared, found }) => shared && found.ownerName)?.found.ownerName
      if (ownerName) {
        await tx
          .updateTable('connection')
          .set({ owner_name: storable(ownerName) })
          .where('id', '=', owner.connectionId)
          .where('owner_name', 'is', null)
          .execute()
      }
      return ids
    },

    async setStatus(ids, status) {
      if (ids.length === 0) return
      await tx
        .updateTable('account')
        .set({ status })
        .where('id', 'in', [...ids])
        .execute()
    },

    async setLastReading(ids, until) {
      if (ids.length === 0) return
      await tx
        .updateTable('account')
        .set({ last_reading_until: until })
        .where('id', 'in', [...ids])
        .execute()
    },

    async endLastReading(accountId) {
      await tx.updateTable('account').set({ last_reading_until: null }).where('id', '=', accountId).execute()
    },

    async toFetch(connectionId, definitionId, at, counted) {
      const listed = sql<boolean>`status in ('ACTIVE', 'ERROR', 'SUSPENDED')`
      const fetched = sql`connection_id = ${connectionId} and definition_id = ${definitionId}
        and shared and (${listed} or (status in ('CLOSED', 'NOT_FOUND') and last_reading_until > ${at}::timestamptz))`
      const asked = sql`select connection_id, definition_id, id as account_id from account where ${fetched}`
      const counting = counted ? tx.with('counted', () => countedIn(asked, at)) : tx
      const rows = await counting
        .selectFrom('account')
        .select((eb) => [
          'id',
          'bank_id',
          'resource',
          'type',
          'currency',
          'iban',
          'number',
          'history_at',
          'history_from',
          'history_gap',
          'read_until',
          'uploaded',
          listed.as('listed'),
          ...booksColumns,
          eb
            .exists(eb.selectFrom('transaction').select('transaction.id').whereRef('account_id', '=', 'account.id'))
            .as('stored'),
          dayOfTransactions(eb.ref('account.id'), 'max', 'BOOKED').as('last_booked'),
          dayOfTransactions(eb.ref('account.id'), 'min', 'PENDING').as('oldest_pending'),
        ])
        .where(sql<boolean>`${fetched}`)
        .orderBy('listed', 'desc')
        .orderBy('id')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        bankId: row.bank_id,
        resource: row.resource,
        type: row.type,
        currency: row.currency,
        ...(row.iban ? { iban: row.iban } : {}),
        ...(row.number ? { number: row.number } : {}),
        historyComplete: row.history_at !== null,
        stored: Boolean(row.stored),
        ...(row.uploaded ? { uploaded: true as const } : {}),
        ...(row.listed ? {} : { last: true as const }),
        ...(row.read_until ? { readUntil: row.read_until } : {}),
        ...(row.history_gap === 'before' && row.history_from ? { unreadBefore: row.history_from } : {}),
        ...(row.history_gap === 'after' && row.read_until ? { unreadAfter: row.read_until } : {}),
        ...(row.last_booked ? { lastBooked: row.last_booked } : {}),
        ...(row.oldest_pending ? { oldestPending: row.oldest_pending } : {}),
        ...booksOf(row),
      }))
    },

    async markReached(accountId, reached) {
      const set =
        reached.gap === 'unknown'
          ? { history_from: null, history_gap: null, read_until: null }
          : reached.gap === 'after'
            ? { history_from: null, history_gap: reached.gap, read_until: reached.until }
            : {
                // Going on, or once more from the newest on: what was read before has been read.
                history_from: sql<string>`case when history_gap = 'before' then least(history_from, ${reached.from}::date) else ${reached.from}::date end`,
                history_gap: reached.gap,
                read_until: sql<string>`case when history_gap = 'before' then read_until else ${reached.until}::date end`,
              }
      await tx.updateTable('account').set(set).where('id', '=', accountId).execute()
    },

    async markRead(accountId, { until, history, last, books }) {
      const oldest = (at: Date) =>
        sql<string>`coalesce((select min(date) from transaction where account_id = account.id), ${dayOf(at)}::date)`
      const set = {
        ...(until === undefined ? {} : { read_until: until }),
        ...(history ? { history_at: history, history_from: oldest(history), history_gap: null, uploaded: false } : {}),
        ...(last ? { last_reading_until: null } : {}),
        ...(books ? columnsOfBooks(books.now) : {}),
      }
      if (Object.keys(set).length > 0) await tx.updateTable('account').set(set).where('id', '=', accountId).execute()
    },

    async bookedSums(accountId, { from, until, today, later = today }) {
      const sums = (name: string, first: string) => sql`
        coalesce(sum(amount_minor) filter (where date between ${first}::date and ${until}::date), 0)::int8 as ${sql.ref(`${name}_day`)},
        coalesce(sum(amount_minor) filter (where date >= ${first}::date), 0)::int8 as ${sql.ref(`${name}_today`)},
        coalesce(bool_or(original ? 'exact') filter (where date >= ${first}::date), false) as ${sql.ref(`${name}_finer`)}`
      const { rows } = await sql<SumsRow>`
        select ${sums('all', from)}, ${sums('later', later)}
        from transaction where account_id = ${accountId}::int8 and status = 'BOOKED'
          and date between ${from}::date and ${today}::date`.execute(tx)
      const sumsOf = (name: 'all' | 'later'): BookedSums => ({
        untilDay: rows[0]?.[`${name}_day`] ?? 0,
        untilToday: rows[0]?.[`${name}_today`] ?? 0,
        finer: rows[0]?.[`${name}_finer`] ?? false,
      })
      return { all: sumsOf('all'), later: sumsOf('later') }
    },
  }
}

type SumsRow = Record<`${'all' | 'later'}_${'day' | 'today'}`, number> & Record<`${'all' | 'later'}_finer`, boolean>

function dayOfTransactions(accountId: unknown, which: 'min' | 'max', status: 'BOOKED' | 'PENDING') {
  return sql<string | null>`(select ${sql.raw(which)}(t.date) from transaction t
    where t.account_id = ${accountId} and t.status = ${status})`
}

type AccountColumns = Omit<NewRow<'account'>, 'id' | 'connection_id' | 'user_id' | 'created_at' | HistoryColumn>
/** Written by readings, not by the list of accounts. */
type HistoryColumn =
  | 'uploaded'
  | 'history_at'
  | 'history_from'
  | 'history_gap'
  | 'read_until'
  | 'last_reading_until'
  | BooksColumn

/** A balance that could not be read leaves the known one, with its date. */
function withoutUnread(values: AccountColumns): Partial<AccountColumns> {
  const { balance_minor, balance_at, balances, ...rest } = values
  return balance_minor === null ? rest : values
}

/** The rows as they are, of accounts that are known. */
async function stored(tx: Tx, accounts: readonly AccountToSave[]): Promise<Map<number, Selectable<AccountTable>>> {
  const ids = accounts.flatMap(({ id }) => (id === undefined ? [] : [id]))
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('account').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Writing it would change nothing. What is sealed is sealed differently each time, so that is opened. */
function isStored(
  row: Selectable<AccountTable> | undefined,
  { sealed_raw: _sealed, balances, details, ...plain }: AccountColumns,
  { found }: AccountToSave,
  vault: Sealer,
  connectionId: number,
): boolean {
  if (!row?.sealed_raw) return false
  const same = Object.entries(plain).every(([column, value]) =>
    isDeepStrictEqual(row[column as keyof typeof plain], value),
  )
  if (!same || !isDeepStrictEqual([row.balances, row.details], [balances, details].map(parsed))) return false
  const { sealed_raw } = row
  const raw = ifReadable(() => vault.open(sealed_raw, rawName(connectionId)))
  return raw !== undefined && zstdDecompressSync(raw).toString() === found.raw
}

const parsed = (json: unknown): unknown => JSON.parse(String(json))
/** The account's own id is not known before the insert: the connection names it. */
const rawName = (connectionId: number): string => sealedColumns.account.owner({ connection_id: connectionId })

function columnsOf(
  account: AccountToSave,
  vault: Sealer,
  { connectionId, at }: { readonly connectionId: number; readonly at: Date },
  before: Selectable<AccountTable> | undefined,
): AccountColumns {
  const { found, balance } = account
  return {
    identity_key: account.identityKey,
    definition_id: account.definitionId,
    bank_id: storable(found.bankId),
    resource: found.resource,
    name: storable(found.name ?? found.number ?? found.iban ?? found.maskedPan ?? found.type),
    number: storable(found.number ?? found.iban ?? found.maskedPan ?? ''),
    iban: found.iban ?? null,
    currency: found.currency,
    balance_minor: balance?.amount.minor ?? null,
    balance_at: balance ? balanceAt(balance, at, before) : null,
    balances: JSON.stringify(found.balances),
    type: found.type,
    status: account.status,
    usage: found.usage ?? 'PERSONAL',
    owner_name: found.ownerName ? storable(found.ownerName) : null,
    details: JSON.stringify(found.details ?? {}),
    shared: account.shared,
    sealed_raw: vault.seal(zstdCompressSync(Buffer.from(found.raw)), rawName(connectionId)),
  }
}

/**
 * When the balance was so: the day that the bank gives, or the reading, where that day is today's or there is none. Of several readings
 * of one day with the same balance the first.
 */
function balanceAt({ amount, day }: BankBalance, at: Date, before: Selectable<AccountTable> | undefined): Date {
  const today = dayOf(at)
  if (day !== undefined && day < today) return instantOf(day)
  const known = before?.balance_at
  return known && before.balance_minor === amount.minor && dayOf(known) === today ? known : at
}
