import type { Provider } from '@raccord/catalogue'
import {
  type ApplicationContext,
  type ListedBank as EnableBankingBank,
  enableBankingHosts,
  enableBankingUrl,
  listBanks,
  readBank,
} from '@raccord/connector-enable-banking'
import { createBankHttp, isLoopbackHost } from '@raccord/connector-kit'
import { accountTypes } from '@raccord/contract'
import type { LoadedApplication } from '../identity/load-application.ts'
import { bankListCron, bankListHandler, bankListJob } from '../jobs/handlers/bank-list.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { type BankLists, type ListedBank, sortBanks } from '../providers/listed-banks.ts'
import type { LiveCatalogue } from '../providers/live-catalogue.ts'

const SOURCE = 'enable-banking'
const HOUR_MS = 3_600_000
/** A list of this age is fetched anew. */
const STALE_MS = 20 * HOUR_MS
/** How often a process looks whether another one has fetched it. */
const LOOK_MS = 10 * 60_000

interface BankListParts {
  readonly application: LoadedApplication | undefined
  readonly loopbackAllowed: boolean
  readonly lists: BankLists
  readonly catalogue: LiveCatalogue
  readonly now: () => Date
  readonly log: (event: string, fields: { readonly [key: string]: string | number | boolean | undefined }) => void
}

export interface BankListWork {
  /** What was known at the last time: before anything is served. */
  load(): Promise<void>
  /** Fetches it where that is due, and again every day. */
  start(): void
  stop(): Promise<void>
  /** From now on as this application; `undefined`: as none, and its banks are gone from the list. */
  use(application: LoadedApplication | undefined): Promise<void>
  /** Fetches it now. */
  refresh(): Promise<void>
}

/** Keeps the catalogue up to what Enable Banking tells. Where that can't be had, the banks that are known stay. */
export function workBankList(queue: JobQueue, parts: BankListParts): BankListWork {
  const { lists, catalogue, now, log } = parts
  let { application } = parts
  let shown: number | undefined
  const load = async () => {
    const as = application
    if (!as) return
    const fetchedAt = await lists.fetchedAt(SOURCE)
    if (fetchedAt === undefined || fetchedAt.getTime() === shown) return
    const { listed, gone } = sortBanks(await lists.read(SOURCE))
    const provider = (bank: ListedBank) => providerOf(as, bank) ?? []
    catalogue.replaceFetched(listed.flatMap(provider), gone.flatMap(provider))
    shown = fetchedAt.getTime()
    log('bank_list', { banks: listed.length, gone: gone.length })
  }
  const refresh = async (anew = false) => {
    if (!application) return
    const fetchedAt = await lists.fetchedAt(SOURCE)
    if (anew || fetchedAt === undefined || now().getTime() - fetchedAt.getTime() >= STALE_MS) {
      const answer = await askedOf({ application, loopbackAllowed: parts.loopbackAllowed, now, log }, listBanks)
      if (answer.kind === 'failed')
        return log('bank_list_not_fetched', { reason: answer.reason, detail: answer.detail })
      // A service that has no banks at all has lost them.
      if (answer.banks.length === 0) return log('bank_list_not_fetched', { reason: 'empty' })
      if (answer.skipped > 0) log('bank_list_skipped', { banks: answer.skipped })
      await lists.keep(SOURCE, answer.banks.map(told), now())
    }
    await load()
  }
  let running = Promise.resolve()
  const quietly = (work: () => Promise<void>) => {
    running = running
      .then(work)
      .catch((error: unknown) => log('bank_list_failed', { error: error instanceof Error ? error.name : 'unknown' }))
  }
  /** Nobody may be sent there any more; connections that people have keep their bank's name. */
  const goAll = async (before: LoadedApplication) => {
    const { listed, gone } = sortBanks(await lists.read(SOURCE))
    catalogue.replaceFetched(
      [],
      [...listed, ...gone].flatMap((bank) => providerOf(before, bank) ?? []),
    )
  }
  queue.work(
    bankListJob,
    bankListHandler(() => refresh()),
    { retryLimit: 0 },
  )
  queue.schedule(bankListJob, bankListCron)
  let timer: NodeJS.Timeout | undefined
  return {
    load,
    start() {
      quietly(() => refresh())
      timer = setInterval(() => quietly(load), LOOK_MS)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await running
    },
    async use(next) {
      const before = application
      application = next
      shown = undefined
      if (next) await load()
      else if (before) await goAll(before)
    },
    refresh: () => refresh(true),
  }
}

/** One call for the application itself, through sockets of its own. */
export async function askedOf<T>(
  parts: Pick<BankListParts, 'loopbackAllowed' | 'now' | 'log'> & { readonly application: LoadedApplication },
  call: (context: ApplicationContext) => Promise<T>,
): Promise<T> {
  const { application, loopbackAllowed, now, log } = parts
  const baseUrl = application.url ?? enableBankingUrl
  const http = createBankHttp({
    allowedHosts: [new URL(baseUrl).host],
    allowLoopback: loopbackAllowed,
    now,
    // Some 2,500 banks with all that is known of each.
    maxBytes: 64 * 1024 * 1024,
    timeoutMs: 60_000,
  })
  const { applicationId, privateKey } = application
  try {
    return await call({ application: { baseUrl, applicationId, privateKey }, http, now, log })
  } finally {
    await http.close()
  }
}

function told(bank: EnableBankingBank) {
  const { country, name, ...facts } = bank
  return {
    country,
    name,
    // As their own list has it, which `readBank` reads.
    facts: {
      psu_types: facts.psuTypes,
      maximum_consent_validity: facts.maximumConsentValidity,
      required_psu_headers: facts.requiredPsuHeaders,
      auth_methods: Object.entries(facts.authMethods).map(([psu_type, method]) => ({
        ...{ psu_type, name: method, hidden_method: true },
      })),
      bic: facts.bic,
      beta: facts.beta,
    },
  }
}

/** `undefined`: what was kept of it is of another release. */
function providerOf(application: LoadedApplication, bank: ListedBank): Provider | undefined {
  const { country, name, providerId } = bank
  const read = readBank({ ...(bank.facts as object), country, name })
  if (!read) return undefined
  const { applicationId, privateKey, url } = application
  return {
    id: providerId,
    name: name.slice(0, 80),
    aliases: read.bic === undefined ? [] : [read.bic],
    countries: [country],
    popularity: 0,
    channels: [
      {
        mode: 'REDIRECT',
        // What a bank opens through them is read, savings and loans too.
        accountTypes,
        protocol: 'enable-banking',
        options: {
          ...(url === undefined ? {} : { baseUrl: url, privateAddresses: isLoopbackHost(new URL(url).hostname) }),
          applicationId,
          privateKey,
          aspsp: { name, country },
          psuTypes: read.psuTypes,
          authMethods: read.authMethods,
          requiredPsuHeaders: read.requiredPsuHeaders,
          maximumConsentValidity: read.maximumConsentValidity,
        },
        hosts: url === undefined ? enableBankingHosts : [new URL(url).host],
        fields: [],
        // SCA lasts 180 days (Delegated Regulation (EU) 2022/2360), at many banks less.
        consentDays: Math.min(180, Math.max(1, Math.floor(read.maximumConsentValidity / 86_400))),
        frequencyPerDay: 4,
        callback: SOURCE,
      },
    ],
  }
}
