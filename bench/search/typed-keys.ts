import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { figure } from '../support/report.ts'
import { ourPage } from '../usable-list/our-page.ts'
import { serveStatic } from '../usable-list/static-server.ts'
import { type KeyTimes, keyTimes } from './key-to-paint.ts'

/** What DevTools calls a slow phone. */
const CPU = 4
/** Found by either side: with nothing found there is nothing to paint. */
const names = ['b', 'caisse nor', 'sparkas', 'bank of', 'volks', 'picardie']

type Side = 'Raccord' | 'bare' | 'idle'

/**
 * Time from a key to the painted results over `banks` banks, p50 and p95, beside the same page with a plain loop over the names
 * (bare), and with a script that does nothing with a key (idle): what the browser itself takes.
 */
export async function compareTypedKeys(browser: Browser, banks: number, rounds: number): Promise<void> {
  const { site, start } = await ourPage(banks)
  const script = [...site.keys()].find((path) => /\/widget-[^/]+\.js$/.test(path))
  if (script === undefined) throw new Error('the page has no script')
  const bare = await readFile(new URL('./bare-script.js', import.meta.url))
  const instead = (body: Buffer) => new Map(site).set(script, { type: 'text/javascript', body })
  const sides = [
    ['Raccord', await serveStatic(site)],
    ['bare', await serveStatic(instead(bare))],
    ['idle', await serveStatic(instead(Buffer.from('')))],
  ] as const
  const times: Record<Side, KeyTimes> = { Raccord: none(), bare: none(), idle: none() }
  try {
    for (let round = 0; round < rounds; round += 1) {
      // Each round begins with another one.
      for (let place = 0; place < sides.length; place += 1) {
        const [side, server] = sides[(place + round) % sides.length] ?? sides[0]
        const taken = await keyTimes(browser, server.url + start, names, CPU)
        for (const kind of ['cold', 'first', 'further'] as const) times[side][kind].push(...taken[kind])
      }
    }
  } finally {
    await Promise.all(sides.map(([, server]) => server.stop()))
  }
  console.log(`\nfrom a key to its paint, ${banks} banks, CPU ÷ ${CPU}, ${rounds} pages a side; aim 16.7 ms at p50`)
  console.log(`  ${''.padEnd(34)} ${['p50', 'p95', 'keys'].map((name) => name.padStart(9)).join(' ')}`)
  const titles = { cold: 'very first key', first: 'first letter of a name', further: 'further letters' }
  for (const [kind, title] of Object.entries(titles) as [keyof KeyTimes, string][]) {
    for (const side of Object.keys(times) as Side[]) line(`${title}, ${side}`, times[side][kind])
    const [ours, other] = [times.Raccord[kind], times.bare[kind]]
    const ratios = [0.5, 0.95].map((share) => figure(percentile(ours, share) / percentile(other, share)).padStart(9))
    console.log(`  ${`${title}, ratio to bare`.padEnd(34)} ${ratios.join(' ')}`)
  }
}

const none = (): KeyTimes => ({ cold: [], first: [], further: [] })

function line(title: string, values: readonly number[]): void {
  const cells = [percentile(values, 0.5), percentile(values, 0.95)].map((value) => figure(value).padStart(9))
  console.log(`  ${title.padEnd(34)} ${cells.join(' ')} ${String(values.length).padStart(9)}  ms`)
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN
}
