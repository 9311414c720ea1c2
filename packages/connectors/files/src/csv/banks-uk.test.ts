import { expect, it } from 'vitest'
import { type BankFile, saidOfFile } from '../testing/said-of-file.ts'

const files: readonly BankFile[] = [
  {
    bank: 'Barclays',
    currency: 'GBP',
    lines: [
      'Number,Date,Account,Amount,Subcategory,Memo',
      ' ,25/03/2026,20-00-00 12345678,-12.30,PAYMENT,CAFE',
      ' ,24/03/2026,20-00-00 12345678,1000.00,DIRECTDEP,ACME',
    ],
    says: [
      '2026-03-25 | -12.30 GBP | CAFE |  | BOOKED | 20-00-00 12345678',
      '2026-03-24 | 1000.00 GBP | ACME |  | BOOKED | 20-00-00 12345678',
    ],
  },
  {
    bank: 'Lloyds, Halifax, TSB',
    currency: 'GBP',
    lines: [
      'Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance',
      "25/03/2026,DEB,'11-22-33,12345678,CAFE,12.30,,987.70",
      "24/03/2026,FPI,'11-22-33,12345678,ACME,,1000.00,1000.00",
      "23/03/2026,FPI,'11-22-33,12345678,ACME,,5.00,0.00",
    ],
    says: [
      '2026-03-25 | -12.30 GBP | CAFE |  | BOOKED | 12345678',
      '2026-03-24 | 1000.00 GBP | ACME |  | BOOKED | 12345678',
      '2026-03-23 | 5.00 GBP | ACME |  | BOOKED | 12345678',
    ],
  },
  {
    bank: 'NatWest, RBS',
    currency: 'GBP',
    lines: [
      'Date,Type,Description,Value,Balance,Account Name,Account Number',
      '25/03/2026,POS,CAFE,-12.30,987.70,MUSTER,601613-31926819',
      '24/03/2026,BAC,ACME,1000.00,1000.00,MUSTER,601613-31926819',
      '23/03/2026,BAC,ACME,0.50,0.00,MUSTER,601613-31926819',
    ],
    says: [
      '2026-03-25 | -12.30 GBP | CAFE |  | BOOKED | 601613-31926819',
      '2026-03-24 | 1000.00 GBP | ACME |  | BOOKED | 601613-31926819',
      '2026-03-23 | 0.50 GBP | ACME |  | BOOKED | 601613-31926819',
    ],
  },
  {
    bank: 'Nationwide',
    lines: [
      '"Account Name:","FlexAccount ****12345"',
      '"Account Balance:","£987.70"',
      '"Available Balance: ","£987.70"',
      '',
      '"Date","Transaction type","Description","Paid out","Paid in","Balance"',
      '"25 Mar 2026","Visa purchase","CAFE","£12.30","","£987.70"',
      '"24 Mar 2026","Transfer from","ACME","","£1,000.00","£1,000.00"',
    ],
    says: [
      '2026-03-25 | -12.30 GBP | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 GBP | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Santander',
    currency: 'GBP',
    lines: [
      'Date,Type,Merchant/Description,Debit/Credit,Balance',
      '25/03/2026,CARD,CAFE,-£12.30,£987.70',
      '24/03/2026,TRANSFER,ACME,"£1,000.00","£1,000.00"',
    ],
    says: [
      '2026-03-25 | -12.30 GBP |  | CAFE | BOOKED | not told',
      '2026-03-24 | 1000.00 GBP |  | ACME | BOOKED | not told',
    ],
  },
  {
    bank: 'HSBC, first direct',
    currency: 'GBP',
    lines: ['Date,Description,Amount,Balance', '25/03/2026,CAFE,-12.30,987.70', '24/03/2026,ACME,1000.00,1000.00'],
    says: [
      '2026-03-25 | -12.30 GBP | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 GBP | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Metro',
    currency: 'GBP',
    lines: [
      'Date,Reference,Transaction type,Money in,Money out,Balance',
      '25/03/2026,CAFE,Card,0.00,12.30,987.70',
      '24/03/2026,ACME,Transfer,1000.00,0.00,1000.00',
    ],
    says: [
      '2026-03-25 | -12.30 GBP | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 GBP | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Co-operative',
    currency: 'GBP',
    lines: [
      'Date,Description,Type,Money In,Money Out,Balance',
      '2026-03-25,CAFE,CARD,,12.30,987.70',
      '2026-03-24,ACME,CREDIT,1000.00,,1000.00',
    ],
    says: [
      '2026-03-25 | -12.30 GBP | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 GBP | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Monzo',
    lines: [
      'Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In',
      'tx_0000A1,25/03/2026,08:00:00,Card payment,CAFE,,Eating out,-12.30,GBP,-13.50,USD,,,,CAFE LONDON,,-12.30,',
      'tx_0000A2,24/03/2026,08:00:00,Faster payment,ACME,,Income,1000.00,GBP,1000.00,GBP,,,,SALARY,,,1000.00',
    ],
    says: [
      '2026-03-25 | -12.30 GBP | CAFE LONDON | CAFE | BOOKED | not told',
      '2026-03-24 | 1000.00 GBP | SALARY | ACME | BOOKED | not told',
    ],
  },
  {
    bank: 'Starling',
    lines: [
      'Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes',
      '24/03/2026,ACME,SALARY 3,FASTER PAYMENT,1000.00,1000.00,INCOME,',
      '25/03/2026,CAFE,CAFE LONDON,CONTACTLESS,-12.30,987.70,EATING_OUT,',
    ],
    says: [
      '2026-03-24 | 1000.00 GBP | SALARY 3 | ACME | BOOKED | not told',
      '2026-03-25 | -12.30 GBP | CAFE LONDON | CAFE | BOOKED | not told',
    ],
  },
  {
    bank: 'Debit and Credit under Type',
    currency: 'GBP',
    lines: ['Date,Description,Type,Amount', '25/03/2026,CAFE,Debit,12.30', '24/03/2026,ACME,Credit,1000.00'],
    says: ['unclear: columns'],
  },
  {
    bank: 'amounts whose balance says that they went out',
    currency: 'GBP',
    lines: [
      'Date,Description,Amount,Balance',
      '24/03/2026,CAFE,12.30,100.00',
      '25/03/2026,CAFE,2.30,97.70',
      '26/03/2026,TRAIN,7.70,90.00',
    ],
    says: ['unclear: columns'],
  },
]

it.each(files.map((file) => [file.bank, file] as const))('CSV of the United Kingdom: %s', async (_bank, file) => {
  expect(await saidOfFile(file)).toEqual(file.says)
})
