/**
 * Files as five programs write them, made up here after the layout that each is known to have: quotes, line ends, signs, days and splits as theirs. Each has the
 * same bookings as far as its format can hold them.
 */
export interface ApplicationFile {
  readonly program: string
  readonly name: string
  readonly bytes: Uint8Array
  /** What whoever uploads has to say. */
  readonly currency?: string
  /** `day minor payee|words`, by account. */
  readonly holds: { readonly [account: string]: readonly string[] }
}

const bytes = (...lines: readonly string[]) => Buffer.from(lines.join('\n'))

const actual: ApplicationFile = {
  program: 'Actual Budget',
  name: 'All-Accounts.csv',
  currency: 'EUR',
  bytes: bytes(
    'Account,Date,Payee,Notes,Category,Amount,Split_Amount,Cleared',
    'Girokonto,2026-01-30,Ökomarkt „Süd“,"Gemüse, Obst',
    'und ""Brot""",Essen,-4.2,0,Cleared',
    'Girokonto,2026-01-02,Supermarkt,(SPLIT INTO 2) Wocheneinkauf,,0,-50,Reconciled',
    'Girokonto,2026-01-02,Supermarkt,(SPLIT 1 OF 2) Essen,Essen,-30,0,Reconciled',
    'Girokonto,2026-01-02,Supermarkt,(SPLIT 2 OF 2) Haushalt,Haushalt,-20,0,Reconciled',
    'Girokonto,2026-01-01,Sparbuch,,,-100,0,Cleared',
    'Girokonto,2026-01-01,Arbeitgeber,Gehalt März,Einkommen,1234.5,0,Cleared',
    'Sparbuch,2026-01-01,Girokonto,,,100,0,Not cleared',
    '',
  ),
  holds: {
    Girokonto: [
      '2026-01-30 -420 Ökomarkt „Süd“|Gemüse, Obst/und "Brot"',
      '2026-01-02 -5000 Supermarkt|Wocheneinkauf',
      '2026-01-01 -10000 Sparbuch|',
      '2026-01-01 123450 Arbeitgeber|Gehalt März',
    ],
    Sparbuch: ['2026-01-01 10000 Girokonto|'],
  },
}

const ynab: ApplicationFile = {
  program: 'YNAB',
  name: 'My Budget as of 2026-03-31 - Register.csv',
  currency: 'EUR',
  bytes: Buffer.from(
    `\ufeff${[
      '"Account","Flag","Date","Payee","Category Group/Category","Category Group","Category","Memo","Outflow","Inflow","Cleared"',
      '"Checking","","30/01/2026","Café du Port","Fun: Out","Fun","Out","deux ""noisettes""",4,20€,0,00€,"Cleared"'
        .replace('4,20€', '"4,20€"')
        .replace('0,00€', '"0,00€"'),
      '"Checking","Red","02/01/2026","Market","Food: Groceries","Food","Groceries","Split (1/2) food","30,00€","0,00€","Reconciled"',
      '"Checking","Red","02/01/2026","Market","Home: Things","Home","Things","Split (2/2) soap","1.020,00€","0,00€","Reconciled"',
      '"Checking","","01/01/2026","Transfer : Savings","","","","","100,00€","0,00€","Cleared"',
      '"Checking","","01/01/2026","Employer","Inflow: Ready to Assign","Inflow","Ready to Assign","March, whole","0,00€","1.234,50€","Cleared"',
      '"Savings","","01/01/2026","Transfer : Checking","","","","","0,00€","100,00€","Uncleared"',
    ].join('\r\n')}\r\n`,
  ),
  holds: {
    Checking: [
      '2026-01-30 -420 Café du Port|deux "noisettes"',
      '2026-01-02 -105000 Market|food/soap',
      '2026-01-01 -10000 Transfer : Savings|',
      '2026-01-01 123450 Employer|March, whole',
    ],
    Savings: ['2026-01-01 10000 Transfer : Checking|'],
  },
}

const fireflyHeader =
  'user_id,group_id,journal_id,created_at,updated_at,group_title,type,currency_code,amount,foreign_currency_code,foreign_amount,primary_currency_code,pc_amount,pc_foreign_amount,description,date,source_name,source_iban,source_type,destination_name,destination_iban,destination_type,reconciled,category,budget,bill,tags,notes,sepa_cc,sepa_ct_op,sepa_ct_id,sepa_db,sepa_country,sepa_ep,sepa_ci,sepa_batch_id,external_url,interest_date,book_date,process_date,due_date,payment_date,invoice_date,recurrence_id,internal_reference,bunq_payment_id,import_hash,import_hash_v2,external_id,original_source,recurrence_total,recurrence_count'.split(
    ',',
  )
const fireflyRow = (cells: { readonly [column: string]: string }) =>
  fireflyHeader
    .map((column) => cells[column] ?? (/_at$/.test(column) ? '2026-03-31T09:00:00+02:00' : ''))
    .map((cell) => (/[",\n ]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')
const checking = { source_name: 'Betaalrekening', source_iban: 'NL91ABNA0417164300', source_type: 'Asset account' }
const firefly: ApplicationFile = {
  program: 'Firefly III',
  name: '2026_03_31_transaction_export.csv',
  bytes: bytes(
    fireflyHeader.join(','),
    fireflyRow({
      ...{ user_id: '1', group_id: '40', journal_id: '50', type: 'Withdrawal', currency_code: 'EUR', amount: '-4.20' },
      ...{ description: 'Koffie', date: '2026-01-30T00:00:00+02:00', notes: 'twee\n"noisettes"', ...checking },
      ...{ destination_name: 'Café', destination_type: 'Expense account', sepa_ct_id: 'E2E-1' },
    }),
    ...['30.00', '20.00'].map((amount, at) =>
      fireflyRow({
        ...{ group_id: '41', journal_id: String(51 + at), group_title: 'Boodschappen', type: 'Withdrawal' },
        ...{ currency_code: 'EUR', amount: `-${amount}`, description: at === 0 ? 'eten' : 'zeep', ...checking },
        ...{ date: '2026-01-02T00:00:00+01:00', destination_name: 'Markt', destination_type: 'Expense account' },
      }),
    ),
    fireflyRow({
      ...{ group_id: '42', journal_id: '53', type: 'Transfer', currency_code: 'EUR', amount: '100.00', ...checking },
      ...{ description: 'Sparen', date: '2026-01-01T00:00:00+01:00' },
      ...{
        destination_name: 'Spaarrekening',
        destination_iban: 'NL20INGB0001234567',
        destination_type: 'Asset account',
      },
    }),
    fireflyRow({
      ...{ group_id: '43', journal_id: '54', type: 'Deposit', currency_code: 'EUR', amount: '1234.50' },
      ...{ description: 'Salaris', date: '2026-01-01T00:00:00+01:00', source_name: 'Werkgever' },
      ...{ source_type: 'Revenue account', source_iban: 'DE89370400440532013000' },
      ...{ destination_name: 'Betaalrekening', destination_iban: 'NL91ABNA0417164300' },
      ...{ destination_type: 'Asset account' },
    }),
    '',
  ),
  holds: {
    Betaalrekening: [
      '2026-01-30 -420 Café|Koffie/twee/"noisettes"',
      '2026-01-02 -5000 Markt|Boodschappen/eten/zeep',
      '2026-01-01 -10000 Spaarrekening|Sparen',
      '2026-01-01 123450 Werkgever|Salaris',
    ],
    Spaarrekening: ['2026-01-01 10000 Betaalrekening|Sparen'],
  },
}

const gnucash: ApplicationFile = {
  program: 'GnuCash',
  name: 'export.csv',
  currency: 'EUR',
  bytes: bytes(
    '"Date","Account Name","Number","Description","Full Category Path","Reconcile","Amount With Sym","Amount Num.","Value With Sym","Value Num.","Rate/Price"',
    '"01/01/2026","Aktiva:Girokonto","","Gehalt ""März""","Ertrag:Gehalt","n","1.234,50 €","1234,50","1.234,50 €","1234,50","1,0000"',
    '"02/01/2026","Aktiva:Girokonto","","Supermarkt","-- Split Transaction --","c","-50,00 €","-50,00","-50,00 €","-50,00","1,0000"',
    '"15/01/2026","Aktiva:Girokonto","1042","Schornsteinfeger, 2 Kamine","Aufwand:Haus","y","-120,00 €","-120,00","-120,00 €","-120,00","1,0000"',
    '',
  ),
  holds: {
    'Aktiva:Girokonto': [
      '2026-01-01 123450 |Gehalt "März"',
      '2026-01-02 -5000 |Supermarkt',
      '2026-01-15 -12000 |Schornsteinfeger, 2 Kamine',
    ],
  },
}

const homebank: ApplicationFile = {
  program: 'HomeBank',
  name: 'homebank.qif',
  currency: 'EUR',
  bytes: bytes(
    ...['!Account', 'NCompte courant', 'TBank', '^', '!Type:Bank'],
    ...['D01/01/2026', 'T1234.50', 'CR', 'PEmployeur', 'MSalaire de mars', 'LRevenus', '^'],
    ...[
      'D01/02/2026',
      'T-50.00',
      'Cc',
      'PMarché',
      'Mcourses',
      'SAlimentation',
      'E',
      '$-30.00',
      'SMaison',
      'Esavon',
      '$-20.00',
      '^',
    ],
    ...['D01/15/2026', 'T-120.00', 'C', 'N1042', 'PRamoneur', 'M', 'LMaison', '^'],
    ...['D01/20/2026', 'T-100.00', 'C', 'M', 'L[Livret]', '^'],
    ...['!Account', 'NLivret', 'TOth A', '^', '!Type:Oth A'],
    ...['D01/20/2026', 'T100.00', 'C', 'M', 'L[Compte courant]', '^', ''],
  ),
  holds: {
    'Compte courant': [
      '2026-01-01 123450 Employeur|Salaire de mars',
      '2026-01-02 -5000 Marché|courses',
      '2026-01-15 -12000 Ramoneur|',
      '2026-01-20 -10000 |',
    ],
    Livret: ['2026-01-20 10000 |'],
  },
}

export const applicationFiles: readonly ApplicationFile[] = [actual, ynab, firefly, gnucash, homebank]
