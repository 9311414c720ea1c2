import { expect, it } from 'vitest'
import { type BankFile, saidOfFile } from '../testing/said-of-file.ts'

const files: readonly BankFile[] = [
  {
    bank: 'Intesa Sanpaolo',
    currency: 'EUR',
    lines: [
      'Data contabile;Data valuta;Descrizione;Accrediti;Addebiti;Descrizione estesa;Mezzo',
      '25.03.2026;25.03.2026;Pagamento POS;;-12,30;CAFE MILANO;Carta',
      '24.03.2026;24.03.2026;Bonifico;1.000,00;;ACME;Banca',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Pagamento POS / CAFE MILANO |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | Bonifico / ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'UniCredit',
    lines: [
      'Data Registrazione;Data valuta;Descrizione;Importo (EUR);',
      '25.03.2026;25.03.2026;PAGAMENTO CAFE;-12,30;',
      '24.03.2026;24.03.2026;BONIFICO ACME;1.000,00;',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | PAGAMENTO CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | BONIFICO ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Fineco',
    currency: 'EUR',
    lines: [
      'Conto Corrente: 1234567;;;;;;;',
      'Data_Operazione;Data_Valuta;Entrate;Uscite;Descrizione;Descrizione_Completa;Stato;Moneymap',
      '26/03/2026;26/03/2026;;-4,20;Visa Debit;BAR;Autorizzato;Bar',
      '25/03/2026;25/03/2026;;-12,30;Visa Debit;CAFE;Contabilizzato;Bar',
      '24/03/2026;24/03/2026;1000,00;;Bonifico;ACME;Contabilizzato;Stipendio',
    ],
    says: [
      '2026-03-26 | -4.20 EUR | Visa Debit / BAR |  | PENDING | not told',
      '2026-03-25 | -12.30 EUR | Visa Debit / CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | Bonifico / ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'BancoPosta',
    lines: [
      'Data Contabile;Data Valuta;Addebiti (euro);Accrediti (euro);Descrizione operazioni',
      '25/03/2026;25/03/2026;12,30;;PAGAMENTO CAFE',
      '24/03/2026;24/03/2026;;1.000,00;BONIFICO ACME',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | PAGAMENTO CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | BONIFICO ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Banco BPM, Webank',
    lines: [
      'Data Contabile;Data Valuta;Importo;Divisa;Causale / Descrizione;Canale',
      '25/03/2026;25/03/2026;-12,30;EUR;POS CAFE;POS',
      '24/03/2026;24/03/2026;1.000,00;EUR;BONIFICO ACME;WEB',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | POS CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | BONIFICO ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Monte dei Paschi',
    lines: [
      'DATA CONT.;DATA VAL.;IMPORTO;DIVISA;CAUSALE;DESCRIZIONE OPERAZIONE',
      '25/03/2026;26/03/2026;-12,30;EUR;43;CAFE',
      '24/03/2026;24/03/2026;1.000,00;EUR;48;ACME',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | 43 / CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | 48 / ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Mediolanum',
    currency: 'EUR',
    lines: [
      'Data operazione;Data valuta;Dare;Avere;Causale;Descrizione',
      '25/03/2026;26/03/2026;12,30;;POS;CAFE',
      '24/03/2026;24/03/2026;;1.000,00;BONIFICO;ACME',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | POS / CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | BONIFICO / ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'Hype',
    lines: [
      'Data operazione;Data contabile;Iban;Tipologia;Nome;Descrizione;Importo ( € )',
      '24/03/2026;25/03/2026;;Pagamento;CAFE;Carta;-12,30',
      '24/03/2026;24/03/2026;IT60X0542811101000000123456;Bonifico;ACME;Stipendio;1.000,00',
    ],
    says: [
      '2026-03-25 | -12.30 EUR | Carta | CAFE | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | Stipendio | ACME IT60X0542811101000000123456 | BOOKED | not told',
    ],
  },
  {
    bank: 'with a sign in a column',
    currency: 'EUR',
    lines: ['Data;Descrizione;Importo;Segno', '25/03/2026;CAFE;12,30;-', '24/03/2026;ACME;1.000,00;+'],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
    ],
  },
  {
    bank: 'with a currency named Valuta',
    lines: ['Data contabile;Descrizione;Importo;Valuta', '25/03/2026;CAFE;-12,30;EUR', '24/03/2026;ACME;1.000,00;EUR'],
    says: [
      '2026-03-25 | -12.30 EUR | CAFE |  | BOOKED | not told',
      '2026-03-24 | 1000.00 EUR | ACME |  | BOOKED | not told',
    ],
  },
]

it.each(files.map((file) => [file.bank, file] as const))('CSV of Italy: %s', async (_bank, file) => {
  expect(await saidOfFile(file)).toEqual(file.says)
})
