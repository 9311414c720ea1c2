import type { BankTransaction } from '@raccord/connector-kit'
import fc from 'fast-check'
import { decimal, type FileAccount, type FileEntry } from './made-up-files.ts'

/** What banks differ in when they write camt (ISO 20022 camt.052, 053, 054, versions 2 to 8). */
export interface CamtHabits {
  readonly message: '052' | '053' | '054'
  readonly version: '02' | '04' | '06' | '08'
  readonly namespace: 'iso' | 'swift' | 'prefix'
  readonly days: 'Dt' | 'local' | 'utc'
  readonly escapes: 'names' | 'numbers' | 'cdata'
  readonly pretty: boolean
  /** Trailing zeros of an amount are left out, or more of them are written. */
  readonly zeros: 'none' | 'as the currency' | 'five'
  readonly bothParties: boolean
  readonly owner: boolean
  readonly batch: 'entries' | 'details with amounts' | 'amounts in AmtDtls' | 'details without'
  readonly encoding: 'UTF-8' | 'ISO-8859-1'
}

export const camtHabits: fc.Arbitrary<CamtHabits> = fc
  .record({
    message: fc.constantFrom('052', '053', '054'),
    version: fc.constantFrom('02', '04', '06', '08'),
    namespace: fc.constantFrom('iso', 'swift', 'prefix'),
    days: fc.constantFrom('Dt', 'local', 'utc'),
    escapes: fc.constantFrom('names', 'numbers', 'cdata'),
    pretty: fc.boolean(),
    zeros: fc.constantFrom('none', 'as the currency', 'five'),
    bothParties: fc.boolean(),
    owner: fc.boolean(),
    batch: fc.constantFrom('entries', 'details with amounts', 'amounts in AmtDtls', 'details without'),
    encoding: fc.constantFrom('UTF-8', 'ISO-8859-1'),
  })
  // Raw text would be rewritten with the elements around it.
  .map((one): CamtHabits => (one.escapes === 'cdata' ? { ...one, pretty: false, namespace: 'iso' } : one))

const messages = {
  '052': ['BkToCstmrAcctRpt', 'Rpt'],
  '053': ['BkToCstmrStmt', 'Stmt'],
  '054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
} as const
const ownerName = 'Erika Muster'
const names: { readonly [char: string]: string } = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }

/** Hours that Berlin is ahead of Greenwich at a time of its clock: the last Sundays of March and October, at two and three. */
function ahead(day: string, minute: number): number {
  const year = day.slice(0, 4)
  const lastSunday = (month: string) => {
    const last = new Date(`${year}-${month}-31T00:00:00Z`)
    return new Date(last.getTime() - last.getUTCDay() * 86_400_000).toISOString().slice(0, 10)
  }
  const now = `${day} ${String(minute).padStart(4, '0')}`
  return now >= `${lastSunday('03')} 0120` && now < `${lastSunday('10')} 0180` ? 2 : 1
}

function instant(day: string, minute: number, form: 'local' | 'utc'): string {
  const hours = ahead(day, minute)
  const clock = new Date(Date.parse(day) + minute * 60_000)
  if (form === 'local') return `${clock.toISOString().slice(0, 19)}+0${hours}:00`
  return new Date(clock.getTime() - hours * 3_600_000).toISOString()
}

export function writeCamt(accounts: readonly FileAccount[], habits: CamtHabits): string {
  const [root, box] = messages[habits.message]
  const deep = habits.version === '08'
  const text = (written: string) => {
    if (habits.escapes === 'cdata') return `<![CDATA[${written}]]>`
    const entity = (char: string) => (habits.escapes === 'names' ? `&${names[char]};` : `&#${char.charCodeAt(0)};`)
    return written.replace(/[&<>"']/g, entity)
  }
  const amount = (minor: number, currency: string) => {
    const whole = decimal(minor, currency, '.')
    const shaped =
      habits.zeros === 'five'
        ? `${whole.includes('.') ? whole : `${whole}.`}00`
        : habits.zeros === 'none'
          ? whole.replace(/\.?0+$/, (zeros) => (whole.includes('.') ? '' : zeros))
          : whole
    return `<Amt Ccy="${currency}">${shaped}</Amt>`
  }
  const way = (minor: number) => `<CdtDbtInd>${minor < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`
  const day = (one: FileEntry, which: 'bookingDate' | 'valueDate') =>
    habits.days === 'Dt' ? `<Dt>${one[which]}</Dt>` : `<DtTm>${instant(one[which], one.minute, habits.days)}</DtTm>`

  const details = (one: FileEntry, account: FileAccount, money: 'told' | 'within' | 'untold') => {
    const party = (side: string, name: string, iban: string) => {
      const named = `<Nm>${text(name)}</Nm>`
      return `<${side}>${deep ? `<Pty>${named}</Pty>` : named}</${side}><${side}Acct><Id><IBAN>${iban}</IBAN></Id></${side}Acct>`
    }
    // A debit that is taken back comes in, and its creditor is still the other one.
    const paid = one.minor < 0 !== one.reversal
    const ours = habits.bothParties || one.reversal ? party(paid ? 'Dbtr' : 'Cdtr', ownerName, account.iban) : ''
    const theirs = party(paid ? 'Cdtr' : 'Dbtr', one.name, one.iban)
    const instructed =
      one.dollars === undefined || account.currency === 'USD'
        ? ''
        : `<InstdAmt><Amt Ccy="USD">${decimal(one.dollars, 'USD', '.')}</Amt></InstdAmt>`
    const within = money === 'within' ? `<TxAmt>${amount(one.minor, account.currency)}</TxAmt>` : ''
    return [
      `<TxDtls><Refs><EndToEndId>${one.endToEndId}</EndToEndId><MndtId>${one.mandateId}</MndtId></Refs>`,
      // Version 2 has the amount of a detail in `AmtDtls` alone.
      money === 'told' ? amount(one.minor, account.currency) + way(one.minor) : '',
      money === 'within' ? way(one.minor) : '',
      instructed + within === '' ? '' : `<AmtDtls>${instructed}${within}</AmtDtls>`,
      `<RltdPties>${paid ? ours + theirs : theirs + ours}</RltdPties><RmtInf>`,
      ...one.lines.map((written) => `<Ustrd>${text(written)}</Ustrd>`),
      one.creditorReference === undefined
        ? ''
        : `<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>${one.creditorReference}</Ref></CdtrRefInf></Strd>`,
      `</RmtInf><RltdDts><TxDtTm>${instant(one.bookingDate, one.minute, 'utc')}</TxDtTm></RltdDts></TxDtls>`,
    ].join('')
  }
  const entry = (one: FileEntry, account: FileAccount, status: string, within: string, sum = one.minor) =>
    [
      `<Ntry>${amount(sum, account.currency)}${way(sum)}${one.reversal ? '<RvslInd>true</RvslInd>' : ''}`,
      `<Sts>${deep ? `<Cd>${status}</Cd>` : status}</Sts>`,
      `<BookgDt>${day(one, 'bookingDate')}</BookgDt><ValDt>${day(one, 'valueDate')}</ValDt>`,
      `<AcctSvcrRef>${one.bankReference}</AcctSvcrRef>`,
      '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>',
      `<NtryDtls>${within}</NtryDtls>`,
      one.information === undefined ? '' : `<AddtlNtryInf>${text(one.information)}</AddtlNtryInf>`,
      '</Ntry>',
    ].join('')
  const entries = (all: readonly FileEntry[], account: FileAccount, status: string) => {
    const [first] = all
    if (!first || !isBatch(all, habits))
      return all.map((one) => entry(one, account, status, details(one, account, 'untold'))).join('')
    const money =
      habits.batch === 'details without' ? 'untold' : habits.batch === 'amounts in AmtDtls' ? 'within' : 'told'
    const sum = all.reduce((total, { minor }) => total + minor, 0)
    return entry(first, account, status, all.map((one) => details(one, account, money)).join(''), sum)
  }
  const balance = (account: FileAccount) =>
    `<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp>${amount(account.opening, account.currency)}${way(account.opening)}<Dt><Dt>2026-01-01</Dt></Dt></Bal>`
  const statement = (account: FileAccount) => {
    const owned = deep ? `<Pty><Nm>${ownerName}</Nm></Pty>` : `<Nm>${ownerName}</Nm>`
    const owner = habits.owner ? `<Ownr>${owned}</Ownr>` : ''
    const said = entries(account.booked, account, 'BOOK') + entries(account.announced, account, 'PDNG')
    return `<${box}><Id>1</Id><CreDtTm>2026-03-01T12:00:00</CreDtTm><Acct><Id><IBAN>${account.iban}</IBAN></Id><Ccy>${account.currency}</Ccy>${owner}</Acct>${habits.message === '054' ? '' : balance(account)}${said}</${box}>`
  }
  const urn = `${habits.namespace === 'swift' ? 'urn:swift:xsd:$' : 'urn:iso:std:iso:20022:tech:xsd:'}camt.${habits.message}.001.${habits.version}`
  const body = `<${root}><GrpHdr><MsgId>1</MsgId></GrpHdr>${accounts.map(statement).join('')}</${root}>`
  const shaped = habits.pretty ? body.replace(/></g, '>\n\t<') : body
  const head = `<?xml version="1.0" encoding="${habits.encoding}"?>\n`
  return habits.namespace === 'prefix'
    ? `${head}<n0:Document xmlns:n0="${urn}">${shaped.replace(/<(\/?)(?=[A-Z])(?!!)/g, '<$1n0:')}</n0:Document>`
    : `${head}<Document xmlns="${urn}">${shaped}</Document>`
}

/** Entries of one sum as one booking. A reversal is never one of many. */
function isBatch(all: readonly FileEntry[], { batch }: CamtHabits): boolean {
  return batch !== 'entries' && all.length > 1 && all.every(({ reversal }) => !reversal)
}

/** What a reader must find, as far as the file says it. */
export function expectedOfCamt(account: FileAccount, habits: CamtHabits): Partial<BankTransaction>[] {
  const of = (one: FileEntry): Partial<BankTransaction> => ({
    amount: { minor: one.minor, currency: account.currency },
    bookingDate: one.bookingDate,
    valueDate: one.valueDate,
    transactionDate: one.bookingDate,
    bankId: one.bankReference,
    counterpartyName: one.name,
    counterpartyIban: one.iban,
    endToEndId: one.endToEndId,
    mandateId: one.mandateId,
    bankTransactionCode: 'PMNT-RCDT-ESCT',
    remittance: [...one.lines, ...(one.creditorReference === undefined ? [] : [one.creditorReference])],
    additionalInformation: one.information,
    ...(one.dollars === undefined || account.currency === 'USD'
      ? {}
      : { original: { amount: { minor: one.minor < 0 ? -one.dollars : one.dollars, currency: 'USD' } } }),
  })
  const found = (all: readonly FileEntry[], status: BankTransaction['status']) => {
    const [first] = all
    if (!first || !isBatch(all, habits)) return all.map((one) => ({ ...of(one), status }))
    const shared = {
      status,
      bookingDate: first.bookingDate,
      valueDate: first.valueDate,
      additionalInformation: first.information,
    }
    if (habits.batch !== 'details without')
      return all.map((one, index) => {
        const { additionalInformation: _, ...own } = of(one)
        return { ...own, ...shared, bankId: `${first.bankReference}/${index + 1}` }
      })
    const minor = all.reduce((total, one) => total + one.minor, 0)
    return [{ ...shared, amount: { minor, currency: account.currency }, bankId: first.bankReference }]
  }
  return [...found(account.booked, 'BOOKED'), ...found(account.announced, 'PENDING')]
}
