// Searches per second over 6,000 banks: the server's and the browser's, against a bare `includes` filter, which finds no
// misspelling, no initials, no accent and no order. Then, in Chromium on a slow phone, from a key to its paint.
// `node bench/search.ts [banks] [pages]`.
import { searchProviders } from '@raccord/widget'
import { chromium } from 'playwright-core'
import { searcher } from '../packages/widget/src/components/search/match.ts'
import { compareTypedKeys } from './search/typed-keys.ts'
import { madeUpBanks } from './support/banks-file.ts'
import { compared } from './support/report.ts'
import { interleave } from './support/rounds.ts'

const ROUNDS = 7
const ROUND_MS = 400
const banks = madeUpBanks(Number(process.argv[2] ?? 6_000))

/** A name as it is typed, letter by letter, with what people do to names. */
const typed = [
  'credit agricola',
  'sosiete',
  'caisse normandie',
  'cassa lig',
  'ile de france',
  'xyzzy',
  'cb',
  'populaire',
]
const queries = typed.flatMap((name) => Array.from(name, (_, at) => name.slice(0, at + 1)))

let found = 0
const bare = (query: string): number => {
  const wanted = query.toLowerCase()
  return banks.filter((bank) => bank.name.toLowerCase().includes(wanted)).length
}

/** Every query in turn until the time is up. Resolves to searches per second. */
async function rate(search: (query: string) => number): Promise<number> {
  const started = performance.now()
  let done = 0
  while (performance.now() - started < ROUND_MS) {
    for (const query of queries) found += search(query)
    done += queries.length
  }
  return (done * 1000) / (performance.now() - started)
}

const prepared = performance.now()
const inBrowser = searcher(banks)
console.log(`\nThe browser prepares ${banks.length} names once: ${(performance.now() - prepared).toFixed(0)} ms.`)
const server = await interleave(
  ROUNDS,
  () => rate((query) => searchProviders(banks, query).length),
  () => rate(bare),
)
compared(`search on the server, ${banks.length} banks, bare is name.includes(query)`, server, 'searches/s')
const browser = await interleave(
  ROUNDS,
  () => rate((query) => inBrowser(query).length),
  () => rate(bare),
)
compared(`search in the browser, ${banks.length} banks (run here, by the same engine)`, browser, 'searches/s')
if (found === 0) throw new Error('nothing was ever found')

const { findChromium } = (await import(new URL('../scripts/chromium.mjs', import.meta.url).href)) as {
  findChromium(): string | undefined
}
const executablePath = findChromium()
if (executablePath === undefined) console.log('No Chromium on this machine: keys were not measured.')
else {
  // Frames as soon as there is something to draw: waiting for the next sixtieth of a second is no work of ours or theirs.
  const args = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  args.push('--disable-frame-rate-limit', '--disable-gpu-vsync', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []))
  const browser = await chromium.launch({ executablePath, args })
  try {
    await compareTypedKeys(browser, banks.length, Math.max(1, Number(process.argv[3] ?? 5)))
  } finally {
    await browser.close()
  }
}
