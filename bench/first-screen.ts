// Bytes on the wire of the first screen, headers included, with 600 banks in the catalogue. `node bench/first-screen.ts [banks]`.
import { measureFirstScreen } from './first-screen/measure.ts'

const aim = 10_000
const most = 14_600

const { findChromium } = (await import(new URL('../scripts/chromium.mjs', import.meta.url).href)) as {
  findChromium(): string | undefined
}
const executablePath = findChromium()
const banks = Number(process.argv[2] ?? 600)
if (executablePath === undefined) console.log('No Chromium on this machine: nothing was measured.')
else {
  console.log(`\nfirst screen, ${banks} banks: bytes until the list can be used (aim ≤ ${aim}, never above ${most})`)
  for (const { locale, total, firstKey, requests } of await measureFirstScreen(executablePath, banks)) {
    console.log(
      `  ${locale}  ${total} bytes in ${requests.length} answers, ratio to the aim ${(total / aim).toFixed(2)}`,
    )
    console.log(`      ${requests.join('  ')}`)
    console.log(`      first key: ${firstKey} bytes more`)
  }
}
