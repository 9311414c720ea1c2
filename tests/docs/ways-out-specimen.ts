import type { WayOut, WayOutFact } from '@raccord/contract'
import { csvPresetNames, type FileFormat, fileFormats, formats, writeFile } from '@raccord/formats'
import { expiredSession } from '../../apps/server/src/http/faces/enable-banking/expired-session.ts'
import { presentAccount, presentBalances } from '../../apps/server/src/http/faces/enable-banking/present-account.ts'
import { presentEntry } from '../../apps/server/src/http/faces/enable-banking/present-entry.ts'
import { jsonWriter } from '../../apps/server/src/http/faces/exports/json-writer.ts'
import { toStatementAccount, toStatementEntry } from '../../apps/server/src/http/faces/exports/to-statement.ts'
import {
  presentLunchflowAccount,
  presentLunchflowEntry,
} from '../../apps/server/src/http/faces/lunchflow/present-lunchflow.ts'
import { accountSet } from '../../apps/server/src/http/faces/simplefin/account-set.ts'
import type { EntryView } from '../../apps/server/src/store/repositories/entry-query.ts'
import type { AccountView, ConnectionView } from '../../apps/server/src/store/repositories/read-model.ts'

const at = new Date('2026-11-20T10:00:00Z')

/** One account and three entries in which every fact has a value that stands for nothing else. */
const account: AccountView = {
  id: 1042,
  connection_id: 3,
  definition_id: '204101',
  name: 'Sentinelname',
  number: '00012345678',
  iban: 'FR7630006000011234567890189',
  currency: 'SEK',
  balance_minor: 7_654_321,
  balance_at: at,
  type: 'CREDIT_CARD',
  status: 'ACTIVE',
  usage: 'PERSONAL',
  owner_name: null,
  details: {},
  created_at: at,
  history_at: at,
  history_from: '2026-01-01',
  books_agreed: null,
  books_gap: null,
  books_gap_since: null,
  same_as: [],
}

const booked: EntryView = {
  id: 90_112,
  account_id: 1042,
  status: 'BOOKED',
  amount_minor: -2345,
  exact: '-23.4501',
  currency: 'SEK',
  type: 'POINT_OF_SALE',
  origin: 'TRANSACTION',
  category_id: 'PHARMACY',
  label: 'Sentinellabel',
  remittance: ['Sentinelremittance'],
  date: '2026-10-05',
  booking_date: '2026-10-05',
  value_date: '2026-10-09',
  transaction_date: '2026-10-02',
  imported_at: at,
  updated_at: at,
  counterparty_name: 'Sentinelpayee',
  counterparty_iban: 'DE89370400440532013000',
  creditor_id: null,
  mandate_id: 'SENTINELMANDATE',
  end_to_end_id: 'SENTINELE2E',
  bank_code: 'PMNT-CCRD-POSD',
  check_number: '778899',
  day: '2026-10-05',
}
const foreign: EntryView = { ...booked, id: 90_113, currency: 'NOK', exact: null, day: '2026-10-06' }
const pending: EntryView = { ...booked, id: 90_114, status: 'PENDING', exact: null }

const connection: ConnectionView = {
  id: 3,
  user_id: 1001,
  provider_id: '2041',
  name: 'Banque du Port',
  status: 'SUCCESS',
  auto_sync: true,
  consent_per_account: false,
  owner_name: null,
  created_at: at,
  channels: [
    {
      definition_id: '204101',
      status: 'TOKEN_EXPIRED',
      account_types: ['CREDIT_CARD'],
      consent_until: null,
      frequency_per_day: null,
      last_success_at: null,
      last_end_at: null,
      next_sync_at: null,
      limited_until: null,
      sca_at: null,
      unread: {},
      has_credentials: false,
      accounts: 1,
      calls: [],
    },
  ],
}

async function fileText(format: FileFormat, preset: (typeof csvPresetNames)[number]): Promise<string> {
  const { writer, pending: hasPlace } = formats[format]
  const options = { createdAt: at.toISOString(), accounts: 2, preset, ofxVersion: 2 as const }
  const totals = {
    count: 2,
    credit: '0.00',
    debit: '-46.90',
    opening: '1.00',
    closing: '76543.21',
    from: '2026-01-01',
    until: '2026-11-20',
  }
  const entries = [booked, foreign, ...(hasPlace ? [pending] : [])].map(toStatementEntry)
  const section = {
    account: toStatementAccount(account, { id: '2041', name: 'Banque du Port' }),
    totals,
    entries: () => entries,
  }
  return joined(writeFile(writer(options), [section]))
}

/** What each way writes of them. */
export async function specimens(): Promise<Record<WayOut, string>> {
  const files = new Map<FileFormat, string>()
  for (const format of fileFormats) {
    const presets = format === 'csv' ? csvPresetNames : (['spreadsheet'] as const)
    files.set(format, (await Promise.all(presets.map((preset) => fileText(format, preset)))).join('\n'))
  }
  const of = (format: FileFormat): string => files.get(format) ?? ''
  const json = writeFile(jsonWriter('en'), [{ account, entries: () => [booked, foreign, pending] }])
  const world = {
    organisations: new Map([[3, { id: '2041', name: 'Banque du Port', domain: 'port.example' }]]),
    readModel: {
      entries: async (_userId: number, query: { status: string }) =>
        query.status === 'PENDING' ? [pending] : [booked, foreign],
    },
    now: at,
    root: 'https://raccord.example/simplefin',
  }
  const token = { id: 501, userId: 1001, kind: 'simplefin', name: 'Budget', createdAt: at } as const
  const shown = { accounts: [account], connections: [connection] }
  return {
    simplefin: await joined(accountSet(world, token, shown, { pending: true, balancesOnly: false, start: 0 })),
    lunchflow: JSON.stringify([
      presentLunchflowAccount(account, undefined, connection),
      ...[booked, foreign, pending].map(presentLunchflowEntry),
    ]),
    enable_banking: JSON.stringify([
      presentAccount(account),
      presentBalances(account),
      ...[booked, foreign, pending].map(presentEntry),
      expiredSession,
    ]),
    json: await joined(json),
    csv: of('csv'),
    ofx: of('ofx'),
    qif: of('qif'),
    camt: of('xml'),
    beancount: of('beancount'),
    hledger: of('hledger'),
  }
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

const day = (iso: string): RegExp => {
  const noon = Date.parse(`${iso}T12:00:00Z`) / 1000
  // Midnight in Paris, in summer.
  const midnight = Date.parse(`${iso}T00:00:00Z`) / 1000 - 7200
  return new RegExp(`${iso}|${iso.replaceAll('-', '')}|${noon}|${midnight}`)
}

/** How a fact is seen in a text. */
export const signs: Record<WayOutFact, RegExp> = {
  account_name: /sentinelname/i,
  account_iban: /FR7630006000011234567890189/,
  account_type: /credit_?card|"CARD"|CCSTMTRS|!Type:CCard|liabilities:/i,
  account_currency: /SEK/,
  balance: /76543[.]21/,
  entry_id: /90112/,
  sign: /-23[.]45|DBIT/,
  finer_amount: /23[.]4501/,
  entry_currency: /NOK/,
  pending: /90114/,
  booking_day: day('2026-10-05'),
  value_day: day('2026-10-09'),
  payment_day: day('2026-10-02'),
  payee: /Sentinelpayee/,
  payee_iban: /DE89370400440532013000/,
  remittance: /Sentinelremittance/,
  category: /pharmacy/i,
  reference: /SENTINELE2E/,
  mandate: /SENTINELMANDATE/,
  check_number: /778899/,
  bank_code: /CCRD/,
  consent_end: /permission has ended|EXPIRED_SESSION/,
}
