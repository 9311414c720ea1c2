// Time until a list of 6,000 banks can be used, and until the first search result, in Chromium on a slow phone and a slow
// line: our page beside one of React and MUI, both from the same kind of static server. `node bench/usable-list.ts [rounds]`.
import { chromium } from 'playwright-core'
import { compared } from './support/report.ts'
import { interleave } from './support/rounds.ts'
import { openPage, slow } from './usable-list/open-page.ts'
import { ourPage } from './usable-list/our-page.ts'
import { reactPage } from './usable-list/react-page.ts'
import { serveStatic } from './usable-list/static-server.ts'

const BANKS = 6_000
const rounds = Math.max(1, Number(process.argv[2] ?? 7))
/** Heads the list of either page. */
const first = 'Banque Alsace'
/** Far down the list, with a slip and without accents. */
const wanted = 'Société Umbria Épargne 3'
const typed = 'sosiete umbria epargne 3'

const { findChromium } = (await import(new URL('../scripts/chromium.mjs', import.meta.url).href)) as {
  findChromium(): string | undefined
}
const executablePath = findChromium()
if (executablePath === undefined) {
  console.log('No Chromium on this machine: nothing was measured.')
  process.exit(0)
}
const [ours, theirs] = [await ourPage(BANKS), await reactPage(BANKS)]
const [ourServer, theirServer] = [await serveStatic(ours.site), await serveStatic(theirs.site)]
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
const browser = await chromium.launch({
  executablePath,
  args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
})
const urls = { ours: ourServer.url + ours.start, bare: theirServer.url + theirs.start }
try {
  console.log(
    `\n${BANKS} banks, CPU ÷ ${slow.cpu}, ${slow.downKbit} kbit/s, ${slow.latencyMs} ms; bare is React and MUI`,
  )
  for (const [title, expected, text] of [
    ['a bank can be seen and pressed', first],
    ['first search result, typed as soon as the box is there', wanted, typed],
  ] as const) {
    const bytes = { ours: 0, bare: 0 }
    const open = (side: 'ours' | 'bare') => async () => {
      const opening = await openPage(browser, urls[side], expected, text)
      bytes[side] = opening.bytes
      return opening.ms
    }
    compared(title, await interleave(rounds, open('ours'), open('bare')), 'ms')
    console.log(`  bytes: ours ${bytes.ours}, bare ${bytes.bare}`)
  }
} finally {
  await browser.close()
  await Promise.all([ourServer.stop(), theirServer.stop()])
}
