import { type BankTransaction, balancesInCurrencyOf, inCurrencyOf } from '@raccord/connector-kit'
import type { AccountStore, KnownAccount } from '../accounts/account-store.ts'
import { mainBalance } from '../accounts/balance.ts'
import { matchAccounts } from '../accounts/identity.ts'
import type { ConnectionStore } from '../connections/connection-store.ts'
import type { News, Outbox } from '../events/outbox.ts'
import type { SyncStore } from '../sync/sync-store.ts'
import { dayOf } from '../transactions/day.ts'
import { entryDay, OccurrenceCounter } from '../transactions/identity.ts'
import { type AccountFetch, finishFetch, importPage, pageRows } from '../transactions/import-page.ts'
import { withKnownReferences } from '../transactions/known-references.ts'
import { maskEntry } from '../transactions/mask-cards.ts'
import type { TransactionStore } from '../transactions/transaction-store.ts'
import { WaitingEntries } from '../transactions/waiting-entries.ts'
import { accountOfSection } from './account-of-section.ts'
import type { FileStore } from './file-store.ts'
import type { UploadedAccount, UploadedSection } from './uploaded-section.ts'

/** Stores bound to one database transaction. */
export interface FileUnit {
  readonly connections: Pick<ConnectionStore, 'lock'>
  readonly accounts: Pick<AccountStore, 'known' | 'ofUser' | 'save' | 'markUploaded'>
  readonly transactions: TransactionStore
  readonly sync: Pick<SyncStore, 'openRun'>
  readonly events: Outbox
  readonly files: FileStore
}

export interface FileDeps {
  readonly transact: <T>(work: (unit: FileUnit) => Promise<T>) => Promise<T>
  readonly now: () => Date
  /** The channel that accounts of files have, and the bank that it is of. */
  readonly channel: { readonly definitionId: string; readonly providerId: string }
}

export interface FileOrder {
  readonly userId: number
  readonly connectionId: number
  readonly sections: readonly UploadedSection[]
  /** Said by whoever uploads, of files that do not say it. */
  readonly account: UploadedAccount
  /** How CSV files of a shape were read, to be remembered. */
  readonly columns: ReadonlyMap<string, unknown>
}

export interface ImportedSection {
  readonly file: string
  readonly accountId: number
  readonly received: number
  readonly inserted: number
  /** Not booked yet, and left out: a file can't tell what becomes of them. */
  readonly pending: number
  readonly skipped: readonly string[]
}

export type FileAnswer =
  | { readonly kind: 'imported'; readonly sections: readonly ImportedSection[] }
  | { readonly kind: 'not_found' }
  /** The bank is being read: entries would be stored twice. */
  | { readonly kind: 'running' }
  | { readonly kind: 'unnamed' | 'no_currency' | 'not_there'; readonly file: string }

interface Planned {
  readonly section: UploadedSection
  readonly accountId: number
  /** Where the account is, and by which channel. */
  readonly connectionId: number
  readonly definitionId: string
  readonly currency: string
}

/**
 * Imports what files say, as a bank's answer is imported: by the identity of entries, so that files that overlap, in whatever format, and what a bank
 * sends, double nothing. Accounts are found, or made, before the first entry is stored, all or none. Cut off, it is done again with the same files.
 */
export async function importFiles(deps: FileDeps, order: FileOrder): Promise<FileAnswer> {
  const began = deps.now()
  const plan = await deps.transact((unit) => planSections(deps, unit, order))
  if (!Array.isArray(plan)) return plan
  const sections: ImportedSection[] = []
  for (const one of plan) {
    const imported = await importSection(deps, order, one)
    if (typeof imported === 'string') return { kind: imported === 'gone' ? 'not_found' : imported }
    sections.push(imported)
  }
  const ended = await deps.transact((unit) => conclude(deps, unit, order, plan, sections, began))
  return ended ? { kind: 'imported', sections } : { kind: 'not_found' }
}

async function planSections(
  deps: FileDeps,
  { connections, accounts, sync, events }: FileUnit,
  { userId, connectionId, sections, account: said }: FileOrder,
): Promise<Planned[] | Exclude<FileAnswer, { kind: 'imported' }>> {
  const connection = await connections.lock(userId, connectionId)
  if (!connection) return { kind: 'not_found' }
  const grows = connection.providerId === deps.channel.providerId
  const plan: Planned[] = []
  for (const section of sections) {
    const all = await accounts.ofUser(userId)
    const here = all.filter((account) => account.connectionId === connectionId && account.status !== 'DELETED')
    const elsewhere = all.filter((account) => account.connectionId !== connectionId && account.status !== 'DELETED')
    // One account that somebody names can't be several of a file, which tells them apart itself.
    const alone = isOneAccount(sections.filter(({ file }) => file === section.file))
    const account = alone ? said : { currency: said.currency }
    const choice = accountOfSection(section.account, account, { here, elsewhere }, grows)
    const where = { section, currency: '' }
    if (choice.kind === 'known') {
      const { id: accountId, currency, definitionId, connectionId: of } = choice.account
      if (await sync.openRun(of)) return { kind: 'running' }
      plan.push({ ...where, accountId, currency, definitionId, connectionId: of })
    } else if (choice.kind === 'new') {
      const { found } = choice
      const { definitionId } = deps.channel
      const known = await accounts.known(connectionId)
      const [match] = matchAccounts<KnownAccount>(known, [found])
      const identityKey = match?.identityKey ?? ''
      const save = { identityKey, definitionId, found, status: 'ACTIVE', shared: true } as const
      // A name that is an account's of which more is known is not that account for it.
      const same = section.account.byName && match?.known?.iban !== undefined ? undefined : match?.known
      const again = same === undefined ? {} : { id: same.id }
      const [accountId = 0] = await accounts.save({ connectionId, userId, at: deps.now() }, [{ ...save, ...again }])
      await events.add(connectionId, [{ type: 'account_found', definitionId, accountId }], deps.now())
      plan.push({ ...where, accountId, currency: found.currency, definitionId, connectionId })
    } else return { kind: choice.kind, file: section.file }
  }
  return plan
}

/** One section, or what has no name, once in each currency. */
function isOneAccount(sections: readonly UploadedSection[]): boolean {
  if (sections.length === 1) return true
  const currencies = sections.flatMap(({ account }) =>
    (account.iban ?? account.number ?? account.name) === undefined ? (account.currency ?? []) : [],
  )
  return new Set(currencies).size === sections.length
}

async function importSection(
  deps: FileDeps,
  { userId }: FileOrder,
  { section, accountId, connectionId, currency }: Planned,
): Promise<ImportedSection | 'gone' | 'running'> {
  const inOwn = section.transactions.map((entry) => maskEntry(withKnownReferences(withCurrency(entry, currency))))
  const entries = inOwn.filter(({ status }) => status === 'BOOKED')
  const days = entries.flatMap((entry) => entryDay(entry) ?? []).toSorted()
  const [from, to] = [days[0], days.at(-1)]
  const fetch: AccountFetch = {
    account: { id: accountId, userId },
    from,
    to,
    today: dayOf(deps.now()),
    // A file is read whole: nothing of it is forgotten before its end.
    counter: new OccurrenceCounter(4 * entries.length + 100),
    fresh: false,
    waiting: new WaitingEntries(entries.length),
    file: 'read',
  }
  // A reading that begins meanwhile compares what is stored only once: then this one ends, and may be done again after it.
  const held = <T>(work: (unit: FileUnit) => Promise<T | undefined>): Promise<T | 'gone' | 'running'> =>
    deps.transact(async (unit) => {
      if (!(await unit.connections.lock(userId, connectionId))) return 'gone'
      return (await unit.sync.openRun(connectionId)) ? 'running' : ((await work(unit)) ?? 'gone')
    })
  for (let at = 0; at < entries.length; at += pageRows) {
    const page = entries.slice(at, at + pageRows)
    const stored = await held(({ transactions }) => importPage(transactions, fetch, page, deps.now()))
    if (typeof stored === 'string') return stored
  }
  let inserted = 0
  for (let done = false; !done; ) {
    const end = await held(({ transactions }) => finishFetch(transactions, fetch, deps.now()))
    if (typeof end === 'string') return end
    inserted += end.inserted
    done = end.done
  }
  const pending = inOwn.filter(({ status }) => status === 'PENDING').length
  return { file: section.file, accountId, received: entries.length, inserted, pending, skipped: section.skipped }
}

async function conclude(
  deps: FileDeps,
  { connections, accounts, events, files }: FileUnit,
  { userId, connectionId, columns }: FileOrder,
  plan: readonly Planned[],
  sections: readonly ImportedSection[],
  began: Date,
): Promise<boolean> {
  const connection = await connections.lock(userId, connectionId)
  if (!connection) return false
  for (const accountId of new Set(sections.map((one) => one.accountId))) await accounts.markUploaded(accountId)
  for (const { section, accountId, currency, definitionId } of plan) {
    // What a bank says of its account is not for a file to change.
    const main =
      definitionId === deps.channel.definitionId ? mainBalance(inCurrency(section, currency), currency) : undefined
    const day =
      main?.day ??
      section.transactions
        .flatMap((entry) => entryDay(entry) ?? [])
        .toSorted()
        .at(-1)
    if (main && day !== undefined) await files.keepBalance(accountId, main, inCurrency(section, currency), day)
  }
  for (const [shape, how] of columns) await files.remember(connectionId, shape, how)
  const { definitionId, providerId } = deps.channel
  if (connection.providerId === providerId) {
    const unread: { [rule: string]: number } = {}
    for (const rule of sections.flatMap(({ skipped }) => skipped)) unread[rule] = (unread[rule] ?? 0) + 1
    await files.ended({ id: connectionId, definitionId }, unread, deps.now())
  }
  const touched = new Map(plan.map((one) => [one.connectionId, one.definitionId]))
  for (const [id, of] of touched) {
    const mine = plan.flatMap((one, at) => (one.connectionId === id ? (sections[at] ?? []) : []))
    const newTransactions = mine.some(({ inserted }) => inserted > 0)
    const unread = mine.some(({ skipped }) => skipped.length > 0)
    const news: News = {
      type: 'connection_synchronised',
      definitionId: of,
      status: unread ? 'PARTIAL_SUCCESS' : 'SUCCESS',
      newTransactions,
    }
    // Of a bank's channel nothing is told but that its transactions changed.
    const changes = { since: began, definitionId: of }
    if (of === definitionId) await events.add(id, [news], deps.now(), changes)
    else if (newTransactions) await events.add(id, [{ type: 'transactions_changed', definitionId: of }], deps.now())
  }
  return true
}

const inCurrency = ({ balances }: UploadedSection, currency: string) => balancesInCurrencyOf(balances, currency)

/** An amount whose currency nobody told is one of the account. */
function withCurrency(entry: BankTransaction, currency: string): BankTransaction {
  return entry.amount.currency === 'XXX' ? { ...entry, amount: inCurrencyOf(entry.amount, currency) } : entry
}
