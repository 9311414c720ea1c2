import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { assets } from '../src/assets.ts'

const path = process.env['RACCORD_CHROMIUM'] ?? '/usr/bin/chromium'

/** Why browser tests can't run here; undefined when they can. In continuous integration that is a failure. */
export const noBrowser: string | undefined = !existsSync(path)
  ? `no Chromium at ${path} (install it, or set RACCORD_CHROMIUM)`
  : assets.size === 0
    ? 'the widget is not built (npm run build)'
    : undefined

if (noBrowser) {
  if (process.env['CI']) throw new Error(`Browser tests can't run: ${noBrowser}`)
  console.warn(`\n*** WIDGET BROWSER TESTS ARE SKIPPED: ${noBrowser}\n`)
}

export function launchBrowser(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: path, args: [...quiet, ...asRoot] })
}
