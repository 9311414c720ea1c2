import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { passedOn, type RunningProcess } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import { type RunningBank, startRaccord, startTestBank } from '../support/raccord-process.ts'
import { Person } from './person.ts'

export interface Household {
  readonly url: string
  /** Of the test bank. */
  readonly bankUrl: string
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
  readonly server: () => RunningProcess
  /** Stops the server and starts it again on the same folder. */
  restart(): Promise<void>
  setUpWord(): string | undefined
}

/** A server of one household on a fresh folder, as `npm run home` starts it, and a bank beside it that a setting names. */
export function useHousehold(
  more: Readonly<Record<string, string>> | ((bankUrl: string) => Readonly<Record<string, string>>) = {},
): () => Household {
  let bank: RunningBank | undefined
  let server: RunningProcess | undefined
  let household: Household | undefined
  const folders: string[] = []
  beforeAll(async () => {
    bank = await startTestBank()
    const dataDir = await mkdtemp(join(tmpdir(), 'raccord-home-'))
    folders.push(dataDir)
    const port = String(await freePort())
    const url = `http://localhost:${port}`
    const env = {
      RACCORD_ENV: 'home',
      RACCORD_PORT: port,
      RACCORD_HOME_URL: url,
      RACCORD_DATA: dataDir,
      RACCORD_TESTBANK_URL: bank.url,
      RACCORD_OFFER_SECONDS: '900',
      ...(typeof more === 'function' ? more(bank.url) : more),
    }
    server = await startRaccord(env)
    household = {
      ...{ url, dataDir, env, bankUrl: bank.url },
      server: () => server as RunningProcess,
      setUpWord: () => /set-up word: (\S+)/.exec(server?.output() ?? '')?.[1],
      async restart() {
        await server?.stop()
        server = await startRaccord(env)
      },
    }
  })
  afterAll(async () => {
    await Promise.all([server?.stop(), bank?.stop()])
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
  })
  return () => {
    if (!household) throw new Error('the household is not up yet')
    return household
  }
}

export const password = 'correct horse battery'

/** Fills the form at the door: the first visit, or an invitation. */
export async function entersBy(page: Page, word: string, name: string): Promise<void> {
  await page.locator('#word').fill(word)
  await page.locator('#name').fill(name)
  await page.locator('#login').fill(name.toLowerCase())
  await page.locator('#password').fill(password)
  await page.locator('main button.primary').click()
}

/** From the button of home through the widget and the bank, and back to the list of accounts. */
export async function connectsBank(page: Page): Promise<void> {
  await page.locator('form[action$="/banks/connect"] button').first().click()
  const person = new Person(page)
  await person.connectsByRedirect()
  await person.sees('offer')
  await person.does('offer_decline')
  await person.finishes()
  await page.waitForURL('**/home')
}

/** A command, as whoever runs the server types it; answers what it prints. */
export async function raccord(env: Readonly<Record<string, string>>, ...args: string[]): Promise<string> {
  const program = join(import.meta.dirname, '../../apps/server/src/cli/main.ts')
  const options = { env: { ...passedOn(), ...env } as NodeJS.ProcessEnv }
  return (await promisify(execFile)(process.execPath, [program, ...args], options)).stdout
}
