import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readPackedStatement, readStatement, readStatementByTurns, type StatementContext } from './read-statement.ts'

const own = 'DE89370400440532013000'
const other = 'DE74310108330000009001'
const mt940 = (account: string, text: string, currency = 'EUR') =>
  `:20:A\r\n:25:${account}\r\n:28C:1\r\n:60F:C260301${currency}1,\r\n:61:260302C1,NTRF\r\n:86:${text}\r\n:62F:C260302${currency}2,\r\n-\r\n`
const statement = (account: string, text: string, currency = 'EUR') =>
  `<Stmt><Acct>${account}<Ccy>${currency}</Ccy></Acct><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">5</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Ntry><Amt Ccy="${currency}">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><AddtlNtryInf>${text}</AddtlNtryInf><NtryDtls><TxDtls><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt>`
const camt = (...statements: string[]) => `<Document><BkToCstmrStmt>${statements.join('')}</BkToCstmrStmt></Document>`
const iban = (written: string) => `<Id><IBAN>${written}</IBAN></Id>`
const texts = async (text: string, context: StatementContext) => {
  const read = await readStatementByTurns(text, context)
  if (read.kind === 'unreadable') return read.why
  return {
    texts: read.transactions.flatMap((one) => one.remittance),
    balances: read.balances.length,
    skipped: read.skipped,
  }
}

describe('a file of several accounts gives only this one', () => {
  const mine = { texts: ['mine'], skipped: [] }
  test.each<[string, string, StatementContext]>([
    ['camt by IBAN', camt(statement(iban(other), 'x'), statement(iban(own), 'mine')), { iban: own }],
    [
      'camt by currency',
      camt(statement(iban(own), 'x', 'USD'), statement(iban(own), 'mine')),
      { iban: own, currency: 'EUR' },
    ],
    [
      'camt by number',
      camt(
        statement('<Id><Othr><Id>0532013000</Id></Othr></Id>', 'mine'),
        statement('<Id><Othr><Id>77</Id></Othr></Id>', 'x'),
      ),
      { iban: own },
    ],
    ['MT940 by IBAN', mt940(`${other}EUR`, 'x') + mt940(`${own}EUR`, 'mine'), { iban: own }],
    [
      'MT940 by bank code and number',
      mt940('31010833/9001', 'x') + mt940('37040044/532013000EUR', 'mine'),
      { iban: own },
    ],
    ['MT940 by number', mt940('000123456', 'mine') + mt940('777', 'x'), { number: '123456' }],
    ['MT940 by currency', mt940(own, 'x', 'USD') + mt940(own, 'mine'), { iban: own, currency: 'EUR' }],
  ])('%s', async (_how, text, context) => {
    expect(await texts(text, context)).toMatchObject({ ...mine, balances: text.startsWith('<') ? 1 : 2 })
  })

  test('an account of several currencies has them all', async () => {
    const text = camt(statement(iban(own), 'one', 'USD'), statement(iban(own), 'two'))
    expect(await texts(text, { iban: own, currency: 'XXX' })).toMatchObject({ texts: ['one', 'two'] })
  })

  test('a number that cannot be compared is taken where it stands alone', async () => {
    expect(await texts(mt940('GIRO 517852257', 'mine'), { iban: 'NL69INGB0123456789' })).toMatchObject(mine)
    expect(
      await texts(mt940('GIRO 517852257', 'a') + mt940('GIRO 517852258', 'b'), { iban: 'NL69INGB0123456789' }),
    ).toContain('several')
    // Digits that our IBAN does not hold are somebody else's.
    expect(await texts(mt940('517852257', 'a'), { iban: 'NL69INGB0123456789' })).toBe(
      'statements of other accounts only',
    )
  })

  test('nothing of this account is not the same as nothing', async () => {
    expect(await texts(camt(statement(iban(other), 'x')), { iban: own })).toBe('statements of other accounts only')
    expect(await texts(mt940('31010833/9001', 'x'), { iban: own })).toBe('statements of other accounts only')
    expect(await texts(mt940(own, 'x', 'USD'), { iban: own, currency: 'EUR' })).toMatchObject({
      ...{ texts: [], skipped: ['other_currency'] },
    })
  })
})

describe('other work goes on while a long statement is read', () => {
  const entries = (count: number) =>
    Array.from({ length: count }, (_, at) => `:61:260302C1,NTRF\r\n:86:${at}\r\n`).join('')
  const ntry = '<Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>'
  const detail = '<TxDtls><Amt Ccy="EUR">1.00</Amt></TxDtls>'
  test.each([
    ['MT940', `:20:A\r\n:25:1\r\n:60F:C260301EUR1,\r\n${entries(8_000)}`, 8_000],
    ['blank lines', `:20:A\r\n:25:1\r\n:61:260302C1,NTRF\r\n${'\r\n'.repeat(500_000)}`, 1],
    ['camt', camt(`<Stmt>${ntry.repeat(3_000)}</Stmt>`), 3_000],
    [
      'a batch',
      camt(
        `<Stmt>${ntry.replace('>1<', '>3000<').replace('</Ntry>', `<NtryDtls>${detail.repeat(3_000)}</NtryDtls></Ntry>`)}</Stmt>`,
      ),
      3_000,
    ],
  ])('%s', { timeout: 120_000 }, async (_what, text, count) => {
    let turns = 0
    let over = false
    const other = () => {
      turns += 1
      if (!over) setImmediate(other)
    }
    setImmediate(other)
    const read = await readStatementByTurns(text)
    over = true
    expect(read.kind === 'statement' && read.transactions.length).toBe(count)
    // One turn for every 32 kB at least, and for every 400 entries.
    expect(turns).toBeGreaterThanOrEqual(Math.floor(Math.max(text.length / 32_768, count / 400)))
  })

  test('and the same is read as at once', async () => {
    const text = camt(statement(iban(own), 'a'), statement(iban(own), 'b')) + ' '.repeat(40_000)
    expect(await readStatementByTurns(text, { iban: own })).toEqual(readStatement(text, undefined, { iban: own }))
  })
})

describe('archives', () => {
  const pack = (files: { [name: string]: string | Uint8Array }, level: 0 | 9 = 9) =>
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]),
      ),
      { level },
    )
  const read = async (archive: Uint8Array, context: StatementContext = { iban: own }) => {
    const found = await readPackedStatement(archive, context)
    return found.kind === 'unreadable'
      ? found.why
      : { texts: found.transactions.flatMap((one) => one.remittance), skipped: found.skipped }
  }

  test.each([0, 9] as const)(
    'files of a zip in their order, packed by level %i, of this account alone',
    async (level) => {
      const archive = pack(
        {
          'folder/1.xml': camt(statement(iban(own), 'one')),
          '2.xml': camt(statement(iban(other), 'x')),
          '3.sta': mt940(own, 'drei'),
          '__MACOSX/1.xml': 'what a system adds',
        },
        level,
      )
      expect(await read(archive)).toEqual({ texts: ['one', 'drei'], skipped: [] })
    },
  )

  test('old bytes within', async () => {
    const latin = Buffer.from(mt940(own, 'Müller'), 'latin1')
    expect(await read(pack({ '1.sta': latin }))).toMatchObject({ texts: ['Müller'] })
  })

  test('gzip', async () => {
    expect(await read(gzipSync(strToU8(camt(statement(iban(own), 'one')))))).toEqual({ texts: ['one'], skipped: [] })
  })

  test('a file that is no statement is told, not passed over', async () => {
    const archive = pack({ '1.xml': camt(statement(iban(own), 'one')), 'letter.pdf': '%PDF-1.4' })
    expect(await read(archive)).toEqual({ texts: ['one'], skipped: ['file_unreadable'] })
    expect(await read(pack({ 'letter.pdf': '%PDF-1.4' }))).toBe('an archive without a statement')
  })

  test('what is cut off or broken is refused', async () => {
    const archive = pack({ '1.xml': camt(statement(iban(own), 'one'.repeat(500))) })
    expect(await read(archive.subarray(0, archive.length / 3))).toBe('a broken archive')
    const broken = archive.slice()
    broken.fill(0xff, 50, 120)
    expect(await read(broken)).toBe('a broken archive')
    expect(await read(Uint8Array.of(0x50, 0x4b, 3, 4, 0xff, 0xff))).toBe('a broken archive')
    expect(await read(Uint8Array.of(0x1f, 0x8b, 1, 2, 3))).toContain('a broken archive')
  })
})
