import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest'
import { launchOptions, noBrowser, sharedBrowser } from '../../packages/widget/browser/chromium.ts'

const HANG_MS = 120_000

export interface BrowserOptions extends BrowserContextOptions {
  /** `off`: none are kept at all. `first-party`: not those of a framed page of another site. */
  readonly cookies?: 'on' | 'off' | 'first-party'
}

/** Browsers of people, each with cookies of its own. */
export interface Browsers {
  /** The size and language of the common frame unless told otherwise. Closed after the test. */
  open(options?: BrowserOptions): Promise<BrowserContext>
  /**
   * Says that a console message is part of this test. Chromium reports each answer of 400 and more as an error, so a test
   * that provokes one names it.
   */
  expectConsole(pattern: RegExp): void
}

/**
 * A suite in Chromium. A test fails on any violation of the content security policy, console error or uncaught page error.
 * Without Chromium it is skipped aloud; under `CI=true` that is a failure.
 */
export function describeInChromium(name: string, suite: (browsers: Browsers) => void): void {
  if (noBrowser) describe.skip(name, () => it(noBrowser ?? '', () => {}))
  else describe(name, () => suite(useBrowsers()))
}

function useBrowsers(): Browsers {
  let browser: Browser
  let open: BrowserContext[] = []
  let faults: string[] = []
  let expected: RegExp[] = []
  const folders: string[] = []

  beforeAll(async () => {
    browser = await sharedBrowser()
  })
  afterEach(async () => {
    const found = faults.filter((fault) => !expected.some((pattern) => pattern.test(fault)))
    const closing = open
    ;[open, faults, expected] = [[], [], []]
    await Promise.all(closing.map((context) => context.close()))
    if (found.length > 0) throw new Error(`the browser complained:\n${found.join('\n')}`)
  })
  afterAll(async () => {
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
  })

  return {
    expectConsole: (pattern) => void expected.push(pattern),
    async open({ cookies = 'on', ...given } = {}) {
      const options = { viewport: { width: 408, height: 600 }, locale: 'en-GB', ...given }
      const context =
        cookies === 'on' ? await browser.newContext(options) : await openWithoutCookies(cookies, options, folders)
      open.push(context)
      // Only a hang takes as long, on a slow and busy machine, too.
      context.setDefaultTimeout(HANG_MS)
      context.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`)
      })
      context.on('weberror', (fault) => void faults.push(`page: ${fault.error().message}`))
      return context
    },
  }
}

/** Chromium keeps the choice in a profile, and only a profile of its own can be given one. */
async function openWithoutCookies(
  cookies: 'off' | 'first-party',
  options: BrowserContextOptions,
  folders: string[],
): Promise<BrowserContext> {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-e2e-profile-'))
  folders.push(folder)
  const profile =
    cookies === 'off'
      ? { default_content_setting_values: { cookies: 2 } }
      : { block_third_party_cookies: true, cookie_controls_mode: 1 }
  await mkdir(join(folder, 'Default'))
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify({ profile }))
  return chromium.launchPersistentContext(folder, { ...launchOptions, ...options })
}
