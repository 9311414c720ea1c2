// Rows per second of reading a bank's transactions, JSON, camt and MT940, against the bare parser of each in the same run;
// and the memory that a long statement takes. `node bench/statements.ts [rows]`, default 10000.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { parseBankJson } from '@raccord/connector-kit'
import { readStatement } from '@raccord/connector-statements'
import { XMLParser } from 'fast-xml-parser'
import { Parser } from 'mt940js'
import { readPage } from '../packages/connectors/berlin-group/src/read/page.ts'
import { nextGenPsd2 } from '../packages/connectors/berlin-group/src/wire-names.ts'
import {
  camtEntry,
  camtHead,
  camtTail,
  jsonPage,
  mt940Entry,
  mt940Head,
  mt940Tail,
  wholeOf,
} from './statements/made-up-statements.ts'
import { compared, figure } from './support/report.ts'
import { interleave } from './support/rounds.ts'

const ROUNDS = 7
const rows = Number(process.argv[2] ?? 10_000)
const { links } = nextGenPsd2('/v1')
const xml = new XMLParser({ ignoreAttributes: false, parseTagValue: false, processEntities: false })

/** Every side answers how many entries it found: a reader that finds none is fast and useless. */
async function rate(read: () => number): Promise<number> {
  const started = performance.now()
  const found = read()
  if (found !== rows) throw new Error(`${found} entries instead of ${rows}`)
  return (rows * 1000) / (performance.now() - started)
}

const statementRows = (text: string) => {
  const statement = readStatement(text, 'EUR')
  return statement.kind === 'statement' ? statement.transactions.length : 0
}

const json = jsonPage(rows)
compared(
  `JSON, ${figure(json.length / rows)} bytes a row; bare is JSON.parse`,
  await interleave(
    ROUNDS,
    () => rate(() => readPage(parseBankJson(json), 'account', false, links)?.transactions.length ?? 0),
    () => rate(() => (JSON.parse(json) as { transactions: { booked: unknown[] } }).transactions.booked.length),
  ),
  'rows/s',
)

const camt = wholeOf(camtHead, camtEntry, camtTail, rows)
compared(
  `camt.053, ${figure(camt.length / rows)} bytes a row; bare is fast-xml-parser`,
  await interleave(
    ROUNDS,
    () => rate(() => statementRows(camt)),
    () => rate(() => xml.parse(camt).Document.BkToCstmrStmt.Stmt.Ntry.length as number),
  ),
  'rows/s',
)

const mt940 = wholeOf(mt940Head, mt940Entry, mt940Tail(rows), rows)
compared(
  `MT940, ${figure(mt940.length / rows)} bytes a row; bare is mt940js`,
  await interleave(
    ROUNDS,
    () => rate(() => statementRows(mt940)),
    () => rate(() => new Parser().parse(mt940)[0]?.transactions.length ?? 0),
  ),
  'rows/s',
)

console.log('\nmemory of one long statement, read in pieces of 64 kB (a process of its own each)')
// V8 lets a heap grow while there is room: bounded, what is left is what the reading needs.
const small = ['--max-old-space-size=64', '--max-semi-space-size=4']
const child = fileURLToPath(new URL('./statements/read-long.ts', import.meta.url))
for (const format of ['camt', 'mt940']) {
  for (const megabytes of [20, 200]) {
    const { stdout } = await promisify(execFile)(process.execPath, [...small, child, format, String(megabytes)])
    const { rows: read, seconds, rssBefore, rssPeak } = JSON.parse(stdout) as { [name: string]: number }
    console.log(
      `  ${format.padEnd(6)} ${String(megabytes).padStart(4)} MB  ${figure(read ?? 0).padStart(9)} rows  ${figure((read ?? 0) / (seconds ?? 1)).padStart(8)} rows/s  resident ${figure(rssBefore ?? 0)} MB before, ${figure(rssPeak ?? 0)} MB at most`,
    )
  }
}
console.log('  An answer of a bank is at most 10 MB (maxBytes of the HTTP client): more is refused while it arrives.')
