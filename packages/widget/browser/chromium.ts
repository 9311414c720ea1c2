import { existsSync } from 'node:fs'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { assets } from '../src/assets.ts'

const path = process.env['RACCORD_CHROMIUM'] ?? '/usr/bin/chromium'
// Draws no windows; `npm test` says where it is.
const shell = process.env['RACCORD_HEADLESS_SHELL'] ?? path

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

const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

/** How a whole Chromium is started: where a profile of its own is needed. */
export const launchOptions: LaunchOptions = {
  executablePath: path,
  args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  // Only a hang takes as long.
  timeout: 180_000,
}

let shared: Promise<Browser> | undefined

/** The browser of this process, started at the first call and ended with it: a context is what keeps tests apart. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= chromium.launch({ ...launchOptions, executablePath: shell }).then((browser) => {
    // One that died must not take the rest of the tests with it.
    browser.on('disconnected', () => {
      shared = undefined
    })
    return browser
  })
  return shared
}
