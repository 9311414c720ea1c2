import { moneyToText } from '@raccord/connector-kit'
import type { Locale } from '@raccord/contract'
import {
  type CsvPreset,
  type FileFormat,
  formats,
  type Section,
  type StatementTotals,
  writeFile,
} from '@raccord/formats'
import type { EntryView } from '../../../store/repositories/entry-query.ts'
import type { AccountView, ReadModel } from '../../../store/repositories/read-model.ts'
import { type Day, dayOf } from '../../../transactions/day.ts'
import { entriesOf } from '../entry-pages.ts'
import type { Shown } from '../shown-accounts.ts'
import type { ExportName } from './export-names.ts'
import { jsonWriter } from './json-writer.ts'
import { toStatementAccount, toStatementEntry } from './to-statement.ts'

export interface ExportOrder {
  readonly name: ExportName
  readonly userId: number
  /** Days, inclusive. */
  readonly from?: Day
  readonly until?: Day
  readonly pending: boolean
  readonly preset: CsvPreset
  readonly ofxVersion: 1 | 2
  readonly locale: Locale
}

export interface ExportWorld {
  readonly readModel: Pick<ReadModel, 'entries' | 'entrySums'>
  readonly now: Date
  bankName(providerId: string): string | undefined
}

export function mediaTypeOf(name: ExportName): string {
  return name === 'json' ? 'application/json; charset=utf-8' : formats[name].mediaType
}

/** A file of the accounts that are shown, in pieces; entries are read as they are written. */
export function exportFile(world: ExportWorld, order: ExportOrder, shown: Shown): AsyncIterable<string> {
  // Cards last: in OFX they are a set of their own.
  const accounts = shown.accounts.toSorted((a, b) => Number(isCard(a)) - Number(isCard(b)))
  const entries = (account: AccountView) => spanOf(world, order, account)
  if (order.name === 'json')
    return writeFile(
      jsonWriter(order.locale),
      accounts.map((account) => ({ account, entries: () => entries(account) })),
    )
  const { writer, totals } = formats[order.name]
  const options = { ...order, accounts: accounts.length, createdAt: world.now.toISOString() }
  return writeFile(writer(options), statements(world, order, { ...shown, accounts }, totals))
}

async function* statements(
  world: ExportWorld,
  order: ExportOrder,
  { accounts, connections }: Shown,
  totals: boolean,
): AsyncGenerator<Section<ReturnType<typeof toStatementAccount>, ReturnType<typeof toStatementEntry>>> {
  for (const account of accounts) {
    const connection = connections.find(({ id }) => id === account.connection_id)
    const id = connection?.provider_id ?? ''
    const bank = { id, name: world.bankName(id) ?? connection?.name ?? '' }
    yield {
      account: toStatementAccount(account, bank),
      ...(totals ? { totals: await totalsOf(world, order, account) } : {}),
      async *entries() {
        for await (const entry of spanOf(world, order, account)) yield toStatementEntry(entry)
      },
    }
  }
}

async function* spanOf(world: ExportWorld, order: ExportOrder, account: AccountView): AsyncGenerator<EntryView> {
  const { userId, from, until, name } = order
  const span = { accountId: account.id, from, until }
  yield* entriesOf(world.readModel, userId, { ...span, status: 'BOOKED' })
  const hasPlace = name === 'json' || formats[name satisfies FileFormat].pending
  if (order.pending && hasPlace) yield* entriesOf(world.readModel, userId, { ...span, status: 'PENDING' })
}

/** The closing balance is what the bank told last, less what was booked after the span; the opening one makes the entries fit. */
async function totalsOf(world: ExportWorld, order: ExportOrder, account: AccountView): Promise<StatementTotals> {
  const { id: accountId, currency, balance_minor } = account
  const from = order.from ?? account.history_from ?? dayOf(account.created_at)
  const until = order.until ?? dayOf(world.now)
  const sums = await world.readModel.entrySums(order.userId, {
    accountId,
    status: 'BOOKED',
    from: order.from,
    until: order.until,
  })
  const text = (minor: number): string => moneyToText(minor, currency)
  const closing = balance_minor === null ? undefined : balance_minor - sums.later
  return {
    ...{ count: sums.count, credit: text(sums.credit), debit: text(sums.debit) },
    ...{ from: [from, until].toSorted()[0] ?? until, until },
    ...(closing === undefined ? {} : { closing: text(closing), opening: text(closing - sums.credit - sums.debit) }),
  }
}

const isCard = ({ type }: AccountView): boolean => type === 'CREDIT_CARD'
