import { expect, test } from 'vitest'
import { readStatementByTurns } from './read-statement.ts'

// Each took time that grows with the square of its length, somewhere: with 400,000 of them the test would not end.
const many = 400_000
const entry = (text: string) => `:20:A\n:25:1\n:61:260302C1,NTRF\n:86:${text}\n`
const camt = (inside: string) =>
  `<Document><BkToCstmrStmt><Stmt><Ntry>${inside}</Ntry></Stmt></BkToCstmrStmt></Document>`

test.each([
  ['marks', entry(`166${'?20a'.repeat(many)}`)],
  ['question marks', entry('?'.repeat(many))],
  ['slashes', entry(`/REMI/${'/'.repeat(many)}x/EREF/1`)],
  ['lines behind a mark', entry(`EREF+1\n${'a\n'.repeat(many)}`)],
  ['fields 86', entry(`166?20a${'\n:86:?21b'.repeat(many)}`)],
  ['lines of field 61', `:20:A\n:25:1\n:61:260302C1,NTRF\n${'a\n'.repeat(many)}:86:${'b'.repeat(many)}\n`],
  ['spaces in field 61', `:20:A\n:61:260302${' '.repeat(many)}X\n`],
  ['an account', `:20:A\n:61:260302C1,NTRF\n:86:x\n:25:${'A'.repeat(many)}!\n`],
  ['accounts', `:20:A\n${':25:1\n'.repeat(many)}:61:260302C1,NTRF\n`],
  ['zeros', `:20:A\n:61:260302C1,${'0'.repeat(many)}1NTRF\n`],
  ['zeros of camt', camt(`<Amt Ccy="EUR">1.${'0'.repeat(many)}1</Amt><CdtDbtInd>CRDT</CdtDbtInd>`)],
  [
    'an instant',
    camt(
      `<Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><DtTm>2026-01-01${'T'.repeat(many)}</DtTm></BookgDt>`,
    ),
  ],
  ['open tags', camt('<TxDtls '.repeat(2_000))],
])('%s without end are read in time that grows with them', { timeout: 120_000 }, async (_what, text) => {
  expect(['statement', 'unreadable']).toContain(
    (await readStatementByTurns(text, { iban: 'DE89370400440532013000' })).kind,
  )
})
