import { expect, test } from 'vitest'
import { readStatement } from '../read-statement.ts'

// Shapes of banks' files as their manuals and users show them; names, accounts and words are made up.
const read = (text: string) => {
  const statement = readStatement(text)
  if (statement.kind === 'unreadable') throw new Error(statement.why)
  expect(statement.skipped).toEqual([])
  return statement
}

test('ING (NL): lines in front, codes behind field 61, fields between double slashes, a trailer of X', () => {
  const { transactions, balances } = read(
    `0000 01INGBNL2AXXXX00001\n0000 01INGBNL2AXXXX00001\n940 00\n:20:P140220000000001\n:25:NL69INGB0123456789EUR\n:28C:00000\n:60F:C140219EUR662,23\n:61:1402200220C1,56NTRFEREF//00000000001005\n/TRCD/00100/\n:86:/EREF/EV12341REP1231456T1234//CNTP/NL32INGB0000012345/INGBNL2A/I\nNG BANK N.V. INZAKE WEB///REMI/USTD//EV10001REP1000000T1000/\n:62F:C140221EUR564,35\n:64:C140221EUR564,35\n:65:C140222EUR564,35\n:86:/SUM/4/4/134,46/36,58/\n-XXX`,
  )
  expect(transactions).toMatchObject([
    {
      ...{ amount: { minor: 156 }, bankId: '00000000001005', endToEndId: 'EV12341REP1231456T1234' },
      ...{ counterpartyName: 'ING BANK N.V. INZAKE WEB', counterpartyIban: 'NL32INGB0000012345' },
      ...{ remittance: ['EV10001REP1000000T1000'], proprietaryCode: 'NTRF+00100' },
    },
  ])
  expect(balances).toHaveLength(4)
})

test('Rabobank: padded amounts, the other account behind field 61, empty words between slashes', () => {
  const { transactions } = read(
    `:940:\n:20:940S121101\n:25:NL50RABO0123456789 EUR\n:28C:0\n:60F:C121031EUR000000003000,00\n:61:121101C000000000023,00N541NONREF\nNL91ABNA0417164300\n:86:/ORDP//NAME/J. JANSEN/REMI/Factuur 12/ISDT/2012-11-01\n:61:121101D000000000010,00N102EREF\nNL91ABNA0417164300\n:86:/EREF/2012-1/BENM//NAME/GEMEENTE/REMI/Aanslag/CSID/NL01ZZZ\n:62F:C121101EUR000000003013,00`,
  )
  expect(transactions).toMatchObject([
    {
      amount: { minor: 2300 },
      counterpartyName: 'J. JANSEN',
      counterpartyIban: 'NL91ABNA0417164300',
      remittance: ['Factuur 12'],
    },
    {
      amount: { minor: -1000 },
      counterpartyName: 'GEMEENTE',
      endToEndId: '2012-1',
      creditorId: 'NL01ZZZ',
      remittance: ['Aanslag'],
    },
  ])
})

test('ABN AMRO: columns of text, one line in front of another', () => {
  const { transactions } = read(
    `ABNANL2A\n940\nABNANL2A\n:20:ABN AMRO BANK NV\n:25:517852257\n:28:19321/1\n:60F:C110522EUR3236,28\n:61:1105240524D9,N192NONREF\n:86:GIRO   428428 KPN - DIGITALE TELEVISIE  BETALINGSKENM.  00000000421886\n 5218873\n:61:1105240524C10,NTRFNONREF\n:86:SEPA OVERBOEKING                 IBAN: NL91ABNA0417164300        BIC: INGBNL2A                    NAAM: J JANSEN                 OMSCHRIJVING: FACTUUR 1\n:62F:C110523EUR876,84\n-`,
  )
  expect(transactions).toMatchObject([
    {
      amount: { minor: -900 },
      remittance: ['GIRO   428428 KPN - DIGITALE TELEVISIE  BETALINGSKENM.  00000000421886', '5218873'],
    },
    { counterpartyName: 'J JANSEN', counterpartyIban: 'NL91ABNA0417164300' },
  ])
})

test('Sparkasse: one message for each day, DR and CR, a line more for charges', () => {
  const day = (at: string, line: string) =>
    `:20:STARTUMS\r\n:25:12030000/1234567\r\n:28C:0\r\n:60F:C${at}EUR1000,00\r\n${line}\r\n:62F:C${at}EUR900,00\r\n-\r\n`
  const { transactions } = read(
    day(
      '260301',
      ':61:2603010301DR99,50N033NONREF\r\n/OCMT/USD110,00//CHGS/EUR1,50/\r\n:86:117?00ONLINE-UEBERWEISUNG?109310?20EREF+NOTPROVIDED?21SVWZ+Rechnung 42?30COBADEFFXXX?31DE89370400440532013000?32Versand GmbH?34997',
    ) + day('260302', ':61:2603020302CR0,50NTRFNONREF\r\n:86:166?00GUTSCHR. UEBERW. DAUERAUFTR?20Taschengeld?32Oma'),
  )
  expect(transactions).toMatchObject([
    {
      amount: { minor: -9950 },
      original: { amount: { minor: -11000, currency: 'USD' } },
      proprietaryCode: 'N033+117+9310+997',
    },
    { amount: { minor: 50 }, additionalInformation: 'GUTSCHR. UEBERW. DAUERAUFTR', counterpartyName: 'Oma' },
  ])
  expect(transactions[0]?.endToEndId).toBeUndefined()
  expect(transactions[0]?.remittance[0]).toBe('Rechnung 42')
})

test('Société Générale: bank, branch and account; a code of its own behind field 61', () => {
  const parts = read(
    ':20:RELEVE\n:25:30003/01234/00012345678\n:28C:1\n:60F:D090830EUR10,\n:61:0908310831D53,00NMSCNONREF//NONREF\nEP.51.FRAIS\n:86:/ORD/X/BEN/MR DUPONT/REMI/LOYER AOUT/\n:62F:D090831EUR63,',
  )
  expect(parts.transactions).toMatchObject([
    { amount: { minor: -5300 }, remittance: ['LOYER AOUT', 'X', 'EP.51.FRAIS'] },
  ])
  expect(parts.balances.map(({ amount }) => amount.minor)).toEqual([-1000, -6300])
})

test('KBC, Nordea, Raiffeisen: plain lines and nothing else', () => {
  const { transactions } = read(
    ':20:1\n:25:BE68539007547034\n:28C:1\n:60F:C260301EUR1,\n:61:2603020302D10,NMSCNONREF\n:86:EUROPESE OVERSCHRIJVING NAAR\nBE68 5390 0754 7034\nMEDEDELING : +++010/8068/17183+++\n:62F:C260302EUR1,',
  )
  expect(transactions).toMatchObject([
    { remittance: ['EUROPESE OVERSCHRIJVING NAAR', 'BE68 5390 0754 7034', 'MEDEDELING : +++010/8068/17183+++'] },
  ])
})

test('UniCredit: reversals, a bank reference, pages of one statement', () => {
  const { transactions, balances } = read(
    ':20:1\n:25:70020270/12345\n:28C:1/1\n:60F:C260301EUR1,\n:61:2603020302RC10,00NRTIKREF+//9999\n:86:109?00RUECKLASTSCHRIFT?20SVWZ+RETURN Beitrag?21 Maerz?32Verein\n:62M:C260302EUR2,\n-\n:20:1\n:25:70020270/12345\n:28C:1/2\n:60M:C260302EUR2,\n:61:2603020302RD1,00NCHG1234//9998\n:86:805?00ENTGELT\n:62F:C260302EUR3,\n-',
  )
  expect(transactions).toMatchObject([
    { amount: { minor: -1000 }, bankId: '9999', remittance: ['RETURN Beitrag Maerz'] },
    { amount: { minor: 100 }, bankId: '9998', additionalInformation: 'ENTGELT' },
  ])
  expect(balances.map(({ type }) => type)).toEqual(['openingBooked', 'closingBooked'])
})
