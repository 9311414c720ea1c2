import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { locales } from '@raccord/contract'
import { type Browser, chromium } from 'playwright-core'
import { ApiClient } from '../../tests/support/api-client.ts'
import { freePort } from '../../tests/support/free-port.ts'
import { banksFile } from '../support/banks-file.ts'
import { startChild } from '../support/child.ts'
import { serverFlags } from '../support/server-flags.ts'
import { startCountingProxy } from './counting-proxy.ts'

export interface FirstScreen {
  readonly locale: string
  /** Bytes on the wire until the list can be used, headers included. */
  readonly total: number
  /** Bytes more at the first key: the index of all banks. */
  readonly firstKey: number
  /** Paths in order of asking, up to the first key. */
  readonly requests: readonly string[]
}

const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

/**
 * Everything that Chromium fetches, with an empty cache, from opening a link of `add_connection` to a list that can be
 * searched, with `banks` providers in the catalogue. Exact: the same bytes each time but for the session's ids.
 */
export async function measureFirstScreen(executablePath: string, banks = 600): Promise<FirstScreen[]> {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-bench-'))
  const file = join(folder, 'banks.json')
  await writeFile(file, banksFile(banks))
  const port = await freePort()
  const proxy = await startCountingProxy(`http://127.0.0.1:${port}`)
  const raccord = await startChild('apps/server/dist/main.mjs', {
    flags: serverFlags('pglite'),
    env: {
      RACCORD_DATA: folder,
      RACCORD_PORT: String(port),
      RACCORD_LOG_LEVEL: 'error',
      RACCORD_PROVIDERS_FILE: file,
      RACCORD_EMBED_URL: proxy.url,
    },
    ready: /Raccord ready: (\S+)/,
  })
  const browser = await chromium.launch({
    executablePath,
    args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  try {
    const api = new ApiClient(`http://127.0.0.1:${port}`)
    const user = await api.newUser()
    const measured: FirstScreen[] = []
    for (const locale of locales) {
      const link = await api.widgetLink(user, { locale })
      measured.push({ locale, ...(await open(browser, link, proxy.take)) })
    }
    return measured
  } finally {
    await browser.close()
    await raccord.stop()
    await proxy.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** One opening in a fresh profile. */
async function open(browser: Browser, link: string, take: () => number): Promise<Omit<FirstScreen, 'locale'>> {
  const context = await browser.newContext({ viewport: { width: 408, height: 600 } })
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith('http')) requests.push(new URL(request.url()).pathname)
  })
  take()
  await page.goto(link, { waitUntil: 'networkidle' })
  if ((await page.locator('#banks li button').count()) === 0) throw new Error('no bank list was drawn')
  const total = take()
  const first = [...requests]
  await page.locator('#q').press('c')
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(600)
  const firstKey = take()
  await context.close()
  return { total, firstKey, requests: first }
}
