import { expect, it } from 'vitest'
import { type BankFile, saidOfFile } from '../testing/said-of-file.ts'

const files: readonly BankFile[] = [
  {
    bank: 'Revolut',
    lines: [
      'Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance',
      'TRANSFER,Current,2026-03-23 09:00:00,2026-03-24 09:00:01,ACME,1000.00,0.00,EUR,COMPLETED,1000.00',
      'CARD_PAYMENT,Current,2026-03-24 09:00:00,2026-03-25 09:00:01,CAFE,-12.30,0.00,EUR,COMPLETED,987.70',
      'ATM,Current,2026-03-25 09:00:00,2026-03-25 09:00:01,Cash,-100.00,2.00,EUR,COMPLETED,885.70',
      'CARD_PAYMENT,Current,2026-03-25 10:00:00,,SHOP,-50.00,0.00,EUR,PENDING,',
      'CARD_PAYMENT,Current,2026-03-25 11:00:00,2026-03-25 11:00:00,SHOP,-51.00,0.00,EUR,DECLINED,',
      'CARD_PAYMENT,Current,2026-03-25 12:00:00,,SHOP,-52.00,0.00,EUR,REVERTED,',
    ],
    says: [
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-25 | -102.00 EUR | Cash |  | BOOKED | not told',
      '2026-03-25 | -50.00 EUR | SHOP |  | PENDING | not told',
      '2026-03-25 | -51.00 EUR | SHOP |  | REJECTED | not told',
      '2026-03-25 | -52.00 EUR | SHOP |  | CANCELLED | not told',
    ],
  },
  {
    bank: 'Revolut, of two currencies',
    lines: [
      'Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance',
      'TRANSFER,Current,2026-03-23 09:00:00,2026-03-24 09:00:01,ACME,1000.00,0.00,EUR,COMPLETED,1000.00',
      'CARD_PAYMENT,Current,2026-03-24 09:00:00,2026-03-25 09:00:01,APP,-9.99,0.00,USD,COMPLETED,90.01',
      'CARD_PAYMENT,Current,2026-03-24 09:00:00,2026-03-25 09:00:01,CAFE,-12.30,0.00,EUR,COMPLETED,987.70',
    ],
    says: [
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-25 | -9.99 USD | APP |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Revolut, a fee that no balance explains',
    lines: [
      'Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance',
      'ATM,Current,2026-03-25 09:00:00,2026-03-25 09:00:01,Cash,-100.00,2.00,EUR,COMPLETED,885.70',
    ],
    says: ['unclear: columns'],
  },
  {
    bank: 'Revolut, French',
    lines: [
      'Type,Produit,Date de début,Date de fin,Description,Montant,Frais,Devise,État,Solde',
      'Paiement par carte,Actuel,2026-03-24 09:00:00,2026-03-25 09:00:01,CAFE,-12.30,0.00,EUR,TERMINÉ,987.70',
      'Paiement par carte,Actuel,2026-03-25 09:00:00,2026-03-25 09:00:01,SHOP,-1.30,0.00,EUR,REFUSÉ,987.70',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-25 | -1.30 EUR | SHOP |  | REJECTED | not told',
    ],
  },
  {
    bank: 'Revolut, German',
    lines: [
      'Art,Produkt,Datum des Beginns,Datum des Abschlusses,Beschreibung,Betrag,Gebühr,Währung,Status,Saldo',
      'Kartenzahlung,Girokonto,2026-03-24 09:00:00,2026-03-25 09:00:01,CAFE,-12.30,0.00,EUR,ABGESCHLOSSEN,987.70',
    ],
    says: ['2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told'],
  },
  {
    bank: 'N26, before 2024',
    lines: [
      '"Date","Payee","Account number","Transaction type","Payment reference","Amount (EUR)","Amount (Foreign Currency)","Type Foreign Currency","Exchange Rate"',
      '"2026-03-24","ACME","DE02120300000000202051","Income","Salary","1000.0","","",""',
      '"2026-03-25","CAFE","","MasterCard Payment","","-12.3","-13.5","USD","0.911"',
    ],
    says: [
      '2026-03-24 | 1000.00 EUR | Salary | ACME DE02120300000000202051 | BOOKED | not told',
      '2026-03-25 | -12.30 EUR |  | CAFE | BOOKED | not told',
    ],
  },
  {
    bank: 'N26',
    lines: [
      '"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference","Account Name","Amount (EUR)","Original Amount","Original Currency","Exchange Rate"',
      '2026-03-24,2026-03-24,ACME,DE02120300000000202051,"Credit Transfer",Salary,"Main Account",1000.0,,,',
      '2026-03-25,2026-03-25,CAFE,,Presentment,,"Main Account",-12.3,-13.50,USD,0.911',
    ],
    says: [
      '2026-03-24 | 1000.00 EUR | Salary | ACME DE02120300000000202051 | BOOKED | not told',
      '2026-03-25 | -12.30 EUR |  | CAFE | BOOKED | not told',
    ],
  },
  {
    bank: 'Wise, statement',
    lines: [
      '"TransferWise ID",Date,"Date Time",Amount,Currency,Description,"Payment Reference","Running Balance","Exchange From","Exchange To","Exchange Rate","Payer Name","Payee Name","Payee Account Number",Merchant,"Card Last Four Digits","Card Holder Full Name",Attachment,Note,"Total fees","Exchange To Amount"',
      'CARD-100001,25-03-2026,"25-03-2026 09:00:00.000",-12.30,EUR,"Card transaction of 13.50 USD issued by Cafe",,987.70,EUR,USD,1.0976,,,,CAFE,1234,"Erika Muster",,,0.05,13.50',
      'TRANSFER-100000,24-03-2026,"24-03-2026 09:00:00.000",1000.00,EUR,"Received money from ACME",Salary,1000.00,,,,ACME,,,,,,,,0.00,',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Card transaction of 13.50 USD issued by Cafe / CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | Received money from ACME / Salary | ACME | BOOKED | not told',
    ],
  },
  {
    bank: 'Wise, all transfers',
    currency: 'EUR',
    lines: [
      'ID,Status,Direction,"Created on","Finished on","Source fee amount","Source fee currency","Target fee amount","Target fee currency","Source name","Source amount (after fees)","Source currency","Target name","Target amount (after fees)","Target currency","Exchange rate",Reference,Batch',
      'TRANSFER-1,COMPLETED,OUT,"2026-03-25 09:00:00","2026-03-25 09:00:01",0.50,EUR,,,"Erika Muster",12.30,EUR,CAFE,13.50,USD,1.0976,,',
      'TRANSFER-2,COMPLETED,IN,"2026-03-24 09:00:00","2026-03-24 09:00:01",0.00,EUR,,,ACME,1000.00,EUR,"Erika Muster",1000.00,EUR,1.0,,',
    ],
    says: ['unclear: columns'],
  },
]

it.each(files.map((file) => [file.bank, file] as const))('CSV of Revolut, N26 and Wise: %s', async (_bank, file) => {
  expect(await saidOfFile(file)).toEqual(file.says)
})
