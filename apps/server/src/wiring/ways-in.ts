import { createHash } from 'node:crypto'
import { type FintsEndpoint, fintsEndpoints, fintsProvider, type Provider } from '@raccord/catalogue'
import { listBanks, readApplication } from '@raccord/connector-enable-banking'
import { probeBank } from '@raccord/connector-fints'
import { createBankHttp, type OperatorIdentity, Secret } from '@raccord/connector-kit'
import { issueCertificate } from '@raccord/connector-kit/identity'
import type { ApplicationCheck, BankCheck, WaysIn } from '@raccord/home'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { LoadedApplication } from '../identity/load-application.ts'
import type { LiveCatalogue } from '../providers/live-catalogue.ts'
import type { WayInStore } from '../store/repositories/way-in-store.ts'
import { askedOf, type BankListWork } from './bank-list.ts'

const applicationShape = z.object({
  privateKey: z.string(),
  certificate: z.string(),
  applicationId: z.string().optional(),
})
const endpoint = z.object({
  blz: z.string(),
  name: z.string(),
  place: z.string().optional(),
  bic: z.string().optional(),
  url: z.string(),
  options: z.record(z.string(), z.unknown()).optional(),
})
const fintsShape = z.object({
  productId: z.string().optional(),
  banks: z.array(z.object({ id: z.string(), chosen: z.boolean(), endpoint })),
})
type Fints = z.infer<typeof fintsShape>

export interface WaysInParts {
  readonly config: Pick<Config, 'enableBanking' | 'enableBankingUrl' | 'loopbackAllowed'>
  readonly store: WayInStore
  readonly catalogue: LiveCatalogue
  /** Whose FinTS registration changes while the server runs. */
  readonly operator: LiveOperator
  readonly list: Pick<BankListWork, 'refresh' | 'use'>
  readonly embedUrl: () => string
  readonly now: () => Date
}

export type LiveOperator = { -readonly [K in keyof OperatorIdentity]: OperatorIdentity[K] }

/** At start: what was set up on pages counts from the first request on. Settings win. */
export async function openWaysIn(parts: WaysInParts): Promise<WaysIn> {
  const { config, store, catalogue, operator, list, now } = parts
  const byProduct = operator.fintsProductId !== undefined
  const application = async () => applicationShape.safeParse(await store.read('enable-banking')).data
  const fints = async (): Promise<Fints> => fintsShape.safeParse(await store.read('fints')).data ?? { banks: [] }
  const loaded = (id: string, privateKey: string): LoadedApplication => ({
    ...{ applicationId: id, privateKey: new Secret(privateKey) },
    url: config.enableBankingUrl,
  })
  const apply = (state: Fints) => {
    if (!byProduct) {
      if (state.productId === undefined) delete operator.fintsProductId
      else operator.fintsProductId = state.productId
    }
    const made = (chosen: boolean) =>
      state.banks.filter((bank) => bank.chosen === chosen).map(({ id, endpoint: one }) => provider(id, one))
    catalogue.replaceAdded(made(true), made(false))
  }
  const keepFints = async (state: Fints) => {
    await store.write('fints', state, now())
    apply(state)
  }
  const ask = <T>(app: LoadedApplication, call: Parameters<typeof askedOf<T>>[1]) =>
    askedOf({ application: app, loopbackAllowed: config.loopbackAllowed, now, log: () => {} }, call)
  const redirectUrl = () => `${parts.embedUrl()}/bank/callback/enable-banking`
  const check = async (app: LoadedApplication): Promise<ApplicationCheck> => {
    const known = await ask(app, readApplication)
    if (known.kind === 'failed') {
      const refused = known.bankCode === 'UNAUTHORIZED_ACCESS' || known.reason === 'bank_not_configured'
      return { kind: refused ? 'refused' : 'unreachable' }
    }
    const banks = await ask(app, listBanks)
    return {
      ...{ kind: 'known', name: known.name, active: known.active, production: known.environment === 'PRODUCTION' },
      redirects: known.redirectUrls.length === 0 || known.redirectUrls.includes(redirectUrl()),
      readsAccounts: known.services.length === 0 || known.services.includes('AIS'),
      ...(banks.kind === 'failed' ? {} : { banks: banks.banks.length }),
    }
  }

  apply(await fints())
  const there = await application()
  if (!config.enableBanking && there?.applicationId !== undefined)
    await list.use(loaded(there.applicationId, there.privateKey))

  // One after the other: a double press, or a check that takes a minute, must not undo what came between.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  return {
    async read() {
      const [app, state] = [await application(), await fints()]
      const chosen = state.banks.filter((bank) => bank.chosen).map((bank) => bank.endpoint)
      const productId = operator.fintsProductId
      return {
        enableBanking: {
          ...{ bySettings: config.enableBanking !== undefined, redirectUrl: redirectUrl() },
          ...(app ? { certificate: app.certificate } : {}),
          ...(app?.applicationId === undefined ? {} : { applicationId: app.applicationId }),
        },
        fints: {
          bySettings: byProduct,
          productId,
          banks: chosen.map(named),
          offered: fintsEndpoints.filter(({ blz }) => !chosen.some((one) => one.blz === blz)).map(named),
        },
      }
    },

    makeKey: () =>
      inTurn(async () => {
        if (await application()) return
        const validFrom = new Date(Math.floor(now().getTime() / 1000) * 1000 - 86_400_000)
        const made = await issueCertificate({
          ...{ kind: 'plain', commonName: 'Raccord Home', organisation: 'Raccord Home', country: 'FR', keyBits: 4096 },
          ...{ validFrom, validUntil: new Date(validFrom.getTime() + 3650 * 86_400_000) },
        })
        const kept = { privateKey: made.key.expose(), certificate: made.certificate }
        await store.write('enable-banking', kept, now())
      }),

    useApplication: (id) =>
      inTurn(async () => {
        const app = await application()
        if (!app || !z.uuid().safeParse(id).success) return { kind: 'refused' }
        const answer = await check(loaded(id, app.privateKey))
        if (answer.kind !== 'known') return answer
        await store.write('enable-banking', { ...app, applicationId: id }, now())
        await list.use(loaded(id, app.privateKey))
        await list.refresh()
        return answer
      }),

    async checkApplication() {
      const app = await application()
      return app?.applicationId === undefined ? { kind: 'refused' } : check(loaded(app.applicationId, app.privateKey))
    },

    forgetApplication: () =>
      inTurn(async () => {
        await store.write('enable-banking', undefined, now())
        await list.use(undefined)
      }),

    useProduct: (id) =>
      inTurn(async () => {
        const { productId: _before, ...state } = await fints()
        await keepFints(id === undefined ? state : { ...state, productId: id })
      }),

    async checkProduct() {
      const { productId } = { productId: operator.fintsProductId }
      if (productId === undefined) return []
      const chosen = (await fints()).banks.filter((bank) => bank.chosen)
      const told: BankCheck[] = []
      for (const bank of chosen) told.push({ ...named(bank.endpoint), says: await probed(parts, bank, productId) })
      return told
    },

    addBank: ({ blz, name, url }) =>
      inTurn(async () => {
        const known = fintsEndpoints.find((one) => one.blz === blz)
        const own =
          url === undefined || name === undefined ? undefined : ownEndpoint(blz, name, url, config.loopbackAllowed)
        const one = known ?? own
        if (!one) return false
        const state = await fints()
        const before = state.banks.find((bank) => bank.endpoint.blz === blz)
        const bank = { id: before?.id ?? freeId(blz, state, catalogue), chosen: true, endpoint: one }
        await keepFints({ ...state, banks: [...state.banks.filter((other) => other !== before), bank] })
        return true
      }),

    removeBank: (blz) =>
      inTurn(async () => {
        const state = await fints()
        // Its id is its own for good: connections know it.
        const banks = state.banks.map((bank) => (bank.endpoint.blz === blz ? { ...bank, chosen: false } : bank))
        await keepFints({ ...state, banks })
      }),
  }
}

const named = ({ blz, name }: { readonly blz: string; readonly name: string }) => ({ blz, name })

function provider(id: string, { blz, name, url, place, bic, options }: z.infer<typeof endpoint>): Provider {
  return fintsProvider(id, {
    ...{ blz, name, url },
    place,
    bic,
    options,
  })
}

function ownEndpoint(blz: string, name: string, url: string, loopback: boolean): FintsEndpoint | undefined {
  const address = URL.parse(url)
  const plain = loopback && address?.protocol === 'http:' && address.hostname === '127.0.0.1'
  if (!/^\d{8}$/.test(blz) || name.trim() === '' || name.length > 80 || !address) return undefined
  if ((address.protocol !== 'https:' && !plain) || address.username !== '' || address.password !== '') return undefined
  return { blz, name: name.trim(), url: address.href }
}

/** Seven digits that begin with 7, from the bank code: mostly the same on another installation. */
function freeId(blz: string, { banks }: Fints, catalogue: LiveCatalogue): string {
  const taken = (id: string) => banks.some((bank) => bank.id === id) || catalogue.find(id) !== undefined
  let number = createHash('sha256').update(blz).digest().readUInt32BE(0) % 1_000_000
  while (taken(String(7_000_000 + number))) number = (number + 1) % 1_000_000
  return String(7_000_000 + number)
}

async function probed(
  { config, now }: WaysInParts,
  { id, endpoint: one }: Fints['banks'][number],
  fintsProductId: string,
): Promise<BankCheck['says']> {
  const [channel] = provider(id, one).channels
  if (!channel) return 'unreachable'
  const http = createBankHttp({ allowedHosts: channel.hosts, allowLoopback: config.loopbackAllowed })
  try {
    const options = { providerId: id, options: channel.options, http, now, locale: 'en', identity: { fintsProductId } }
    const probe = await probeBank({ ...options, log: () => {} } as Parameters<typeof probeBank>[0])
    if (probe.kind === 'answers') return 'answers'
    if (probe.kind === 'failed') return 'unreachable'
    if (probe.codes.includes(9078)) return 'number_unknown'
    if (probe.codes.includes(9400)) return 'shows_at_sign_in'
    return probe.codes.some((code) => code === 9010 || code === 9800) ? 'later' : 'refuses'
  } finally {
    await http.close()
  }
}
