/** Ways by which a person's data leaves for an application of his own, beside the API. */
export const waysOut = [
  ...(['simplefin', 'lunchflow', 'enable_banking'] as const),
  ...(['json', 'csv', 'ofx', 'qif', 'camt', 'beancount', 'hledger'] as const),
] as const
export type WayOut = (typeof waysOut)[number]

/** Carried, not carried, or carried with the limit that the words say. */
export type Carried = true | false | string

export interface FactRow {
  readonly meaning: string
  readonly carried: Readonly<Record<WayOut, Carried>>
}

type Cells = Readonly<Partial<Record<WayOut, Carried>>>

/** What is not named is as `rest` says. */
const row = (meaning: string, rest: Carried, cells: Cells = {}): FactRow => {
  const carried = Object.fromEntries(waysOut.map((way) => [way, cells[way] ?? rest])) as Record<WayOut, Carried>
  return { meaning, carried }
}

/** Which facts each way carries: the docs show it, and a test holds it against what is written. */
export const wayOutFacts = {
  account_name: row('Name of the account', true, {
    csv: 'spreadsheet, firefly',
    ofx: false,
    qif: 'with several accounts',
    beancount: 'in ASCII letters',
    hledger: 'in small ASCII letters',
  }),
  account_iban: row('IBAN of the account', false, {
    enable_banking: true,
    json: true,
    csv: 'spreadsheet, firefly',
    ofx: true,
    camt: true,
  }),
  account_type: row('Kind of the account', 'as asset or liability', {
    simplefin: '`type`, in no standard',
    lunchflow: false,
    enable_banking: true,
    json: true,
    csv: false,
    ofx: true,
    qif: true,
    camt: false,
  }),
  account_currency: row('Currency of the account', true, {
    csv: 'by its entries',
    qif: false,
    beancount: 'by its entries',
    hledger: 'by its entries',
  }),
  balance: row('Balance, as the bank told it', true, {
    csv: false,
    qif: false,
    camt: 'opening and closing, reckoned from it',
    beancount: 'as a comment',
    hledger: 'as a comment',
  }),
  entry_id: row('An id that stays: before and after booking, over renewals', true, {
    csv: 'spreadsheet, firefly',
    qif: false,
    camt: '`NtryRef`, `AcctSvcrRef`',
    hledger: 'as the code',
  }),
  sign: row('Money in or out', true, {
    enable_banking: '`credit_debit_indicator`',
    camt: '`CdtDbtInd`',
    csv: 'ynab: two columns',
  }),
  finer_amount: row('Digits finer than the currency has', true, {
    simplefin: '`extra.amount`; `amount` has two decimals',
    ofx: false,
    qif: false,
    camt: false,
  }),
  entry_currency: row('Currency of an entry that is not its account’s', true, {
    simplefin: '`currency`, which most readers ignore',
    csv: 'spreadsheet, firefly',
    ofx: 'in the memo',
    qif: 'in the memo',
  }),
  pending: row('Entries that are not booked yet', false, {
    simplefin: 'where asked for',
    lunchflow: 'where asked for',
    enable_banking: true,
    json: 'where asked for',
    csv: 'where asked for',
  }),
  booking_day: row('Day of the booking', true),
  value_day: row('Day of the value', true, {
    simplefin: false,
    lunchflow: false,
    csv: 'spreadsheet, firefly',
    ofx: false,
    qif: false,
  }),
  payment_day: row('Day of the payment', false, {
    simplefin: '`transacted_at`',
    enable_banking: true,
    json: true,
    csv: 'firefly',
    ofx: '`DTUSER`',
  }),
  payee: row('The other party', true, { ofx: '32 characters, the rest in the memo' }),
  payee_iban: row('IBAN of the other party', true, {
    simplefin: false,
    lunchflow: false,
    json: false,
    csv: 'spreadsheet, firefly',
    ofx: false,
    qif: false,
  }),
  remittance: row('What the payment says', true, {
    simplefin: '500 characters',
    lunchflow: '500 characters',
    enable_banking: '500 characters a line',
    ofx: '255 characters',
    camt: 'in pieces of 140',
  }),
  category: row('Category', true, {
    simplefin: '`extra.category`',
    lunchflow: false,
    enable_banking: false,
    csv: 'all but ynab',
    ofx: false,
    camt: false,
    beancount: 'as the other account',
    hledger: 'as the other account',
  }),
  reference: row('End-to-end reference', true, {
    simplefin: '`extra.reference`',
    lunchflow: false,
    enable_banking: '`reference_number`',
    json: false,
    csv: 'spreadsheet, firefly',
    ofx: false,
    qif: false,
  }),
  mandate: row('Mandate of a direct debit', false, { csv: 'firefly', camt: true }),
  check_number: row('Number of a cheque', true, {
    simplefin: '`extra.check_number`',
    lunchflow: false,
    enable_banking: false,
    csv: 'firefly',
  }),
  bank_code: row('The bank’s transaction code', false, { camt: true }),
  consent_end: row('That a bank’s permission ends, or has to be renewed', false, {
    simplefin: '`errors`, `errlist`',
    enable_banking: '`EXPIRED_SESSION`',
  }),
} as const satisfies Record<string, FactRow>

export type WayOutFact = keyof typeof wayOutFacts
