import { describe, expect, test } from 'vitest'
import { readStatement } from '../read-statement.ts'

const head = [':20:START', ':25:12345678/1234567', ':28C:1/1', ':60F:C260301EUR100,00']
const file = (...fields: string[]) => [...head, ...fields, ':62F:C260302EUR90,50', '-'].join('\r\n')
const line = ':61:2603020302C1,00NTRFNONREF'
const entries = (text: string) => {
  const statement = readStatement(text)
  if (statement.kind === 'unreadable') throw new Error(statement.why)
  expect(statement.skipped).toEqual([])
  return statement.transactions
}
const only = (...fields: string[]) => {
  const [found, ...more] = entries(file(...fields))
  if (!found || more.length > 0) throw new Error('not one entry')
  return found
}

describe('subfields of the German form', () => {
  test.each([
    ['a question', '?20Alles klar? Danke dir?21Bis bald', ['Alles klar? Danke dir', 'Bis bald']],
    ['a number that the form does not have', '?20Haben Sie?50 Euro', ['Haben Sie?50 Euro']],
    ['a number out of its order', '?20Wir sind?33 Leute?21zweite?22dritte', ['Wir sind?33 Leute', 'zweite', 'dritte']],
    ['a number twice', '?20Um?20 Uhr?21vorbei', ['Um?20 Uhr', 'vorbei']],
    ['a mark at the end', '?20Wirklich??21ja', ['Wirklich?', 'ja']],
    ['numbers that the form leaves free', '?20eins?35zwei', ['eins', 'zwei']],
  ])('%s', (_what, purpose, remittance) => {
    const found = only(line, `:86:166?00GUTSCHRIFT${purpose}?32Mia?33 Meier`)
    expect(found).toMatchObject({ remittance, counterpartyName: 'Mia Meier', additionalInformation: 'GUTSCHRIFT' })
  })

  test('words between the code and the first of them', () => {
    expect(only(line, ':86:166 vorab?00GUTSCHRIFT?20Rechnung').remittance).toEqual(['vorab', 'Rechnung'])
  })

  test('without a code; with another separator; and a question that is none', () => {
    expect(only(line, ':86:?20Rechnung?21zwei?32Mia')).toMatchObject({ remittance: ['Rechnung', 'zwei'] })
    expect(only(line, ':86:020~00WYPLATA~20FV 1~21cd~32JAN')).toMatchObject({
      ...{ remittance: ['FV 1', 'cd'], counterpartyName: 'JAN', proprietaryCode: 'NTRF+020' },
    })
    expect(only(line, ':86:Wollen wir?20 Euro').remittance).toEqual(['Wollen wir?20 Euro'])
  })
})

describe('what only looks like subfields is a text', () => {
  test.each([
    '+32 2 555 12 34 of +33 1 44 55',
    '>20 Jahre, >30 Jahre',
    '123 +32 2 555 of +33 1 44',
    'Nur?20 oder?30 Euro',
    '*20 Stueck *32 Euro',
  ])('%s', (text) => {
    const found = only(line, `:86:${text}`)
    expect(found.remittance).toEqual([text])
    expect(found.counterpartyName).toBeUndefined()
  })
})

test('a party between slashes shares one with its name', () => {
  expect(only(line, ':86:/ORDP/NAME/Foo AG/ADDR/Gasse 1/REMI/RF18 ID/5/EREF/X-1')).toMatchObject({
    ...{ counterpartyName: 'Foo AG', remittance: ['RF18 ID/5', 'Gasse 1'], endToEndId: 'X-1' },
  })
})

test.each([
  ['/BENM/Foo AG Zurich/REMI/Rent', 'Foo AG Zurich', ['Rent']],
  ['/ORDP/Foo AG/REMI/Rent/PURP/SALA/SVCL/X/PREF/P-1', 'Foo AG', ['Rent', 'SALA', 'X', 'P-1']],
  ['/NAME/Mia/CDTRREF/RF18539007547034/REMI/Rechnung 5', 'Mia', ['Rechnung 5', 'RF18539007547034']],
  ['/NAME/Mia/CDTRREF/RF18539007547034/REMI/STRD/ISO/RF18539007547034', 'Mia', ['RF18539007547034']],
  ['/CNTP/DE89370400440532013000/COBADEFF/Mia/Bonn///REMI/Rent', 'Mia', ['Rent', 'Bonn']],
  ['166?00X?20Rent?3037040044?310532013000?32Mia', 'Mia', ['Rent', '0532013000']],
])('%s loses no word', (text, counterpartyName, remittance) => {
  expect(only(line, `:86:${text}`)).toMatchObject({ counterpartyName, remittance })
})

describe('marks of SEPA', () => {
  const purpose = (text: string, more = '') => only(line, `:86:166?00X${text}${more}`)

  test('count where a piece begins, and once: what a payer writes is text', () => {
    expect(purpose('?20EREF+R-1?21SVWZ+Siehe EREF+falsch?22und IBAN: DE893704?23EREF+auch')).toMatchObject({
      ...{ endToEndId: 'R-1', remittance: ['Siehe EREF+falsch und IBAN: DE893704 EREF+auch'] },
    })
  })

  test('several in one piece, as long as the payer has not begun', () => {
    expect(purpose('?20EREF+R-1 MREF+M-1 CRED+DE98?21SVWZ+Beitrag')).toMatchObject({
      ...{ endToEndId: 'R-1', mandateId: 'M-1', creditorId: 'DE98', remittance: ['Beitrag'] },
    })
  })

  test('a reference goes on where its piece was full; else the next piece is text', () => {
    const long = 'R'.repeat(22)
    expect(purpose(`?20EREF+${long}?21rest?22SVWZ+Text`)).toMatchObject({ endToEndId: `${long}rest` })
    expect(purpose('?20EREF+R-1?21Rechnung 55')).toMatchObject({ endToEndId: 'R-1', remittance: ['Rechnung 55'] })
  })

  test('text before and after them, and who it was for', () => {
    expect(purpose('?20Vorab?21SVWZ+Text?22ABWA+Oma Meier').remittance).toEqual(['Vorab', 'Text', 'ABWA+Oma Meier'])
  })

  test('on lines of their own, without subfields', () => {
    expect(only(line, ':86:EREF+R-1', 'SVWZ+Beitrag', 'Mai')).toMatchObject({
      endToEndId: 'R-1',
      remittance: ['Beitrag Mai'],
    })
  })
})

describe('an IBAN', () => {
  const right = 'DE89370400440532013000'
  const wrong = 'DE88370400440532013000'
  test.each([
    ['?31', `166?00X?20Text?31${right}?32Mia`, `166?00X?20Text?31${wrong}?32Mia`],
    ['IBAN:', `166?00X?20Text?21IBAN: ${right}`, `166?00X?20Text?21IBAN: ${wrong}`],
    ['/IBAN/', `/TRTP/X/IBAN/${right}/REMI/Text`, `/TRTP/X/IBAN/${wrong}/REMI/Text`],
    ['columns', `SEPA   IBAN: ${right}   NAAM: X`, `SEPA   IBAN: ${wrong}   NAAM: X`],
  ])('behind %s is an account with a right check sum, text with a wrong one', (_where, good, bad) => {
    expect(only(line, `:86:${good}`).counterpartyIban).toBe(right)
    const found = only(line, `:86:${bad}`)
    expect(found.counterpartyIban).toBeUndefined()
    expect(found.remittance.join(' ')).toContain(wrong)
  })

  test('in the middle of a text is text', () => {
    const found = only(line, `:86:Bitte an IBAN: ${right} zahlen`)
    expect(found.counterpartyIban).toBeUndefined()
    expect(found.remittance).toEqual([`Bitte an IBAN: ${right} zahlen`])
  })
})

describe('fields and lines', () => {
  test('several fields 86 to one entry; one that goes on with subfields', () => {
    expect(only(line, ':86:166?00X?20eins', ':86:Zettel dazu').remittance).toEqual(['eins', 'Zettel dazu'])
    expect(only(line, ':86:166?00X?20eins', ':86:?21zwei?32Mia')).toMatchObject({
      ...{ remittance: ['eins', 'zwei'], counterpartyName: 'Mia' },
    })
  })

  test('field 86 behind fields of the bank', () => {
    expect(only(line, ':99Z:what', ':86:Text').remittance).toEqual(['Text'])
    expect(only(line, ':NS:22Zettel', ':86:Text').remittance).toEqual(['Zettel', 'Text'])
  })

  test('lines that look like fields, and hyphens', () => {
    const text = [
      'Termin',
      ':20:15 Uhr',
      '- danke',
      '-',
      ':12:30 und',
      ':61:x',
      ':86 nix',
      ':13:30 Uhr',
      ':62F:ooo',
      '-5',
    ]
    expect(only(line, `:86:${text[0]}`, ...text.slice(1)).remittance).toEqual(text)
  })

  test('the second line of field 61, unless field 86 says it as well', () => {
    expect(only(line, 'Zettel', ':86:Text').remittance).toEqual(['Text', 'Zettel'])
    expect(only(line, 'Te xt', ':86:Text und mehr').remittance).toEqual(['Text und mehr'])
    expect(only(line, '/OCMT/USD5,00/', ':86:Text')).toMatchObject({
      ...{ remittance: ['Text'], original: { amount: { minor: 500, currency: 'USD' } } },
    })
    expect(only(line, 'NL91ABNA0417164300', ':86:Text')).toMatchObject({ counterpartyIban: 'NL91ABNA0417164300' })
    expect(only(line, '/TRCD/00100/', ':86:Text').proprietaryCode).toBe('NTRF+00100')
  })

  test('a reference alone is better than no word', () => {
    expect(only(':61:260302C1,00NTRFZahlung 12').remittance).toEqual(['Zahlung 12'])
  })

  test('equal lines stay two', () => {
    expect(only(line, ':86:ja', 'ja').remittance).toEqual(['ja', 'ja'])
  })

  test('a hyphen ends a message where another begins', () => {
    const one = (text: string) => `:20:A\n:25:12345678/1\n:60F:C260101EUR1,\n:61:260102C1,NTRF\n:86:${text}\n-\n`
    expect(entries(one('a') + one('b')).map(({ remittance }) => remittance)).toEqual([['a'], ['b']])
  })

  test('blocks and trailers are no text', () => {
    const block = (kind: string, text: string) =>
      `{1:F01BANKDEFFXXXX0000000000}{2:${kind}BANKDEFFXXXXN}{3:{108:X}}{4:\n:20:A\n:25:1\n:61:260102C1,NTRF\n:86:${text}\n-}{5:{CHK:123456789ABC}}`
    const both = entries(`${block('O940', 'a')}${block('I942', 'b')}`)
    expect(both).toMatchObject([
      { remittance: ['a'], status: 'BOOKED' },
      { remittance: ['b'], status: 'PENDING' },
    ])
  })
})

describe('however lines end and files begin', () => {
  const text = file(line, ':86:eins', 'zwei')
  test.each([
    ['CR', text.replaceAll('\r\n', '\r')],
    ['LF', text.replaceAll('\r\n', '\n')],
    ['a byte order mark', `\uFEFF${text}`],
    ['marks of transmission', `\u0001${text}\u0003\u001a`],
    ['blank lines', text.replaceAll('\r\n', '\r\n\r\n \r\n')],
  ])('%s', (_what, written) => {
    expect(entries(written)).toMatchObject([{ remittance: ['eins', 'zwei'] }])
  })
})
