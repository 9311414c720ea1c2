import { expect, it } from 'vitest'
import { type BankFile, saidOfFile } from '../testing/said-of-file.ts'

const files: readonly BankFile[] = [
  {
    bank: 'ING',
    lines: [
      '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";"Mutatiesoort";"Mededelingen";"Saldo na mutatie";"Tag"',
      '"20260325";"CAFE";"NL91ABNA0417164300";"DE89370400440532013000";"BA";"Af";"12,30";"Betaalautomaat";"Pas 001";"987,70";""',
      '"20260324";"ACME";"NL91ABNA0417164300";"";"OV";"Bij";"1.000,00";"Overschrijving";"Salaris";"1.000,00";""',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Pas 001 | CAFE DE89370400440532013000 | BOOKED | NL91ABNA0417164300',
      '2026-03-24 | 1000.00 EUR | Salaris | ACME | BOOKED | NL91ABNA0417164300',
    ],
  },
  {
    bank: 'ING, English',
    lines: [
      '"Date";"Name / Description";"Account";"Counterparty";"Code";"Debit/credit";"Amount (EUR)";"Transaction type";"Notifications"',
      '"20260325";"CAFE";"NL91ABNA0417164300";"";"BA";"Debit";"12,30";"Payment terminal";"Card 001"',
      '"20260324";"ACME";"NL91ABNA0417164300";"DE89370400440532013000";"OV";"Credit";"1000,00";"Transfer";"Salary"',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Card 001 | CAFE | BOOKED | NL91ABNA0417164300',
      '2026-03-24 | 1000.00 EUR | Salary | ACME DE89370400440532013000 | BOOKED | NL91ABNA0417164300',
    ],
  },
  {
    bank: 'Rabobank',
    lines: [
      '"IBAN/BBAN","Munt","BIC","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn","Tegenrekening IBAN/BBAN","Naam tegenpartij","Naam uiteindelijke partij","Naam initiërende partij","BIC tegenpartij","Code","Batch ID","Transactiereferentie","Machtigingskenmerk","Incassant ID","Betalingskenmerk","Omschrijving-1","Omschrijving-2","Omschrijving-3","Reden retour","Oorspr bedrag","Oorspr munt","Koers"',
      '"NL91ABNA0417164300","EUR","RABONL2U","000000000000000101","2026-03-24","2026-03-24","+1000,00","+1000,00","DE89370400440532013000","ACME","","","COBADEFF","cb","","","","","","Salaris","","","","","",""',
      '"NL91ABNA0417164300","EUR","RABONL2U","000000000000000102","2026-03-25","2026-03-25","-12,30","+987,70","","CAFE","","","","bc","","","","","","Kaart 01",""," ","","13,50","USD","1,0976"',
    ],
    says: [
      '2026-03-24 | 1000.00 EUR | Salaris | ACME DE89370400440532013000 | BOOKED | NL91ABNA0417164300',
      '2026-03-25 | -12.30 EUR | Kaart 01 | CAFE | BOOKED | NL91ABNA0417164300',
    ],
  },
  {
    bank: 'Knab',
    lines: [
      'KNAB EXPORT;;;;;;;;;;;;;;;;',
      'Rekeningnummer;Transactiedatum;Valutacode;CreditDebet;Bedrag;Tegenrekeningnummer;Tegenrekeninghouder;Valutadatum;Betaalwijze;Omschrijving;Type betaling;Machtigingsnummer;Incassant ID;Adres;Referentie;Boekdatum;',
      '"NL91ABNA0417164300";"25-03-2026";"EUR";"D";"12,30";"DE89370400440532013000";"CAFE";"25-03-2026";"Kaart";"Pas 01";"";"";"";"";"C6C25PGB0100";"26-03-2026";',
      '"NL91ABNA0417164300";"24-03-2026";"EUR";"C";"1000,00";"DE89370400440532013000";"ACME";"24-03-2026";"Overboeking";"Salaris";"";"";"";"";"C6C24PGB0099";"24-03-2026";',
    ],
    says: [
      '2026-03-26 | -12.30 EUR | Pas 01 | CAFE DE89370400440532013000 | BOOKED | NL91ABNA0417164300',
      '2026-03-24 | 1000.00 EUR | Salaris | ACME DE89370400440532013000 | BOOKED | NL91ABNA0417164300',
    ],
  },
  {
    bank: 'bunq',
    currency: 'EUR',
    lines: [
      '"Date";"Interest Date";"Amount";"Account";"Counterparty";"Name";"Description"',
      '"2026-03-25";"2026-03-25";"-12,30";"NL91ABNA0417164300";"DE89370400440532013000";"CAFE";"Card"',
      '"2026-03-24";"2026-03-24";"1.000,00";"NL91ABNA0417164300";"DE89370400440532013000";"ACME";"Salaris"',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Card | CAFE DE89370400440532013000 | BOOKED | NL91ABNA0417164300',
      '2026-03-24 | 1000.00 EUR | Salaris | ACME DE89370400440532013000 | BOOKED | NL91ABNA0417164300',
    ],
  },
  {
    bank: 'Triodos, no header',
    currency: 'EUR',
    lines: [
      '"25-03-2026","NL91ABNA0417164300","12,30","Debet","CAFE","DE89370400440532013000","IC","Factuur","987,70"',
      '"24-03-2026","NL91ABNA0417164300","1.000,00","Credit","ACME","DE89370400440532013000","GT","Salaris","1.000,00"',
    ],
    says: ['unclear: columns'],
  },
  {
    bank: 'SNS, no header',
    lines: [
      "25-03-2026,NL91ABNA0417164300,DE89370400440532013000,CAFE,,,,EUR,1000.00,EUR,-12.30,25-03-2026,25-03-2026,8820,BEA,123456,,'Pas 01',1",
      "24-03-2026,NL91ABNA0417164300,DE89370400440532013000,ACME,,,,EUR,0.00,EUR,1000.00,24-03-2026,24-03-2026,8810,OVB,123455,,'Salaris',1",
    ],
    says: ['unclear: columns'],
  },
  {
    bank: 'ABN AMRO, no header',
    lines: [
      '417164300\tEUR\t20260324\t0,00\t1000,00\t20260324\t1000,00\tSEPA Overboeking ACME Salaris',
      '417164300\tEUR\t20260325\t1000,00\t987,70\t20260325\t-12,30\tBEA, Betaalpas CAFE',
    ],
    says: ['unclear: columns'],
  },
  {
    bank: 'ABN AMRO, as a sheet',
    lines: [
      'accountNumber;mutationcode;transactiondate;valuedate;startsaldo;endsaldo;amount;description',
      '417164300;EUR;20260324;20260324;0,00;1000,00;1000,00;SEPA Overboeking ACME',
      '417164300;EUR;20260325;20260325;1000,00;987,70;-12,30;BEA CAFE',
    ],
    says: [
      '2026-03-24 | 1000.00 EUR | SEPA Overboeking ACME |  | BOOKED | 417164300',
      '2026-03-25 | -12.30 EUR | BEA CAFE |  | BOOKED | 417164300',
    ],
  },
]

it.each(files.map((file) => [file.bank, file] as const))('CSV of the Netherlands: %s', async (_bank, file) => {
  expect(await saidOfFile(file)).toEqual(file.says)
})
