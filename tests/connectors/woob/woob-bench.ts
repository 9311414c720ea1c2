import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BankContext, type BeginInput, type ClosableBankHttp, Secret } from '@raccord/connector-kit'
import { createWoobPrograms } from '@raccord/connector-woob'

const bridge = fileURLToPath(new URL('../../../packages/connectors/woob/bridge/raccord_woob.py', import.meta.url))
const played = fileURLToPath(new URL('./played', import.meta.url))

export interface WoobBench {
  readonly program: string
  /** Where the program runs. */
  readonly folder: string
  /** By options of a channel: the module, and what differs. */
  http(options?: { readonly [name: string]: unknown }): ClosableBankHttp
  context(login: string, more?: Partial<BankContext> & { readonly password?: string }): BankContext
  begin(login: string, password?: string): BeginInput
  /** What the played bank heard of one customer, in its order. */
  heard(login: string): Promise<string[]>
  close(): Promise<void>
}

/** The real bridge, started as an operator starts it, with a played woob in the place of the real one. */
export async function startWoob(script?: string): Promise<WoobBench> {
  const place = await mkdtemp(join(tmpdir(), 'raccord-woob-'))
  const program = join(place, 'bridge')
  const folder = join(place, 'run')
  const usual = `PYTHONPATH='${played}' PYTHONDONTWRITEBYTECODE=1 exec python3 '${bridge}' --modules '${played}/modules'`
  await writeFile(program, `#!/bin/sh\n${script ?? usual}\n`, { mode: 0o700 })
  const opened: ClosableBankHttp[] = []
  const programs = createWoobPrograms({ program, folder })
  const http = (options: { readonly [name: string]: unknown } = {}) => {
    const made = programs({ options: { module: 'playedbank', ...options } })
    opened.push(made)
    return made
  }
  const credentials = (login: string, password = login) => ({
    login: new Secret(login),
    password: new Secret(password),
  })
  return {
    program,
    folder,
    http,
    context: (login, { password, ...more } = {}) => {
      const options = { module: 'playedbank', ...(more.options as object | undefined) }
      return {
        ...{ providerId: '7001', http: http(options), now: () => new Date(), locale: 'en', country: 'FR' },
        ...{ psu: { ipAddress: '203.0.113.7' }, log: () => {}, credentials: credentials(login, password) },
        ...more,
        options,
      }
    },
    begin: (login, password) => ({
      ...{ mode: 'EMBEDDED', accountTypes: ['CHECKINGS', 'SAVINGS', 'LOAN'], recurring: true, frequencyPerDay: 4 },
      ...{ validUntil: '2030-01-01', credentials: credentials(login, password) },
      redirect: { uri: 'http://127.0.0.1:4400/bank/callback/7001', state: 'state-of-ours' },
    }),
    heard: async (login) => {
      const text = await readFile(join(folder, 'heard.jsonl'), 'utf8').catch(() => '')
      const lines = text.split('\n').filter(Boolean)
      return lines
        .map((line) => JSON.parse(line) as [string, string])
        .flatMap(([who, what]) => (who === login ? [what] : []))
    },
    close: async () => {
      await Promise.all(opened.map((one) => one.close()))
      await rm(place, { recursive: true, force: true })
    },
  }
}
