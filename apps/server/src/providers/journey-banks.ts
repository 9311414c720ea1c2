import type { Failed } from '@raccord/connector-kit'
import { checkBrowserUrl, daysAhead } from '@raccord/connector-kit'
import type { Banks } from '../journey/ports.ts'
import { type Catalogue, type CatalogueChannel, callbackOf } from './catalogue.ts'
import type { BankRegistry } from './open-bank.ts'

const notConfigured: Failed = {
  kind: 'failed',
  reason: 'bank_not_configured',
  detail: 'no such channel, no connector for its protocol, or a certificate is missing: the log says which',
}

/** The journey's way to the connectors. */
export function createJourneyBanks(
  registry: BankRegistry,
  settings: {
    readonly embedUrl: () => string
    readonly allowLoopback: boolean
    readonly now: () => Date
    readonly notice?: Catalogue['notice']
  },
): Banks {
  const returnAddress = (channel: CatalogueChannel, state: string) => ({
    uri: `${settings.embedUrl()}/bank/callback/${callbackOf(channel)}`,
    state,
  })
  /** What the operator says of a bank stands before anything is begun there, whichever way led to it. */
  const closed = (providerId: string, renews: boolean): Failed | undefined => {
    const notice = settings.notice?.(providerId, 'en')
    if (notice?.switchedOff && !renews) return { ...notConfigured, detail: 'the operator has switched this bank off' }
    if (notice?.closedUntil === undefined) return undefined
    return { kind: 'failed', reason: 'bank_unavailable', retryAt: notice.closedUntil, detail: 'in maintenance' }
  }
  return {
    async begin({ channel: planned, recurring, credentials, callbackState, former, locale, psu }) {
      const bank = registry.open(planned.definitionId, { locale, ...(psu ? { psu } : {}) })
      if (!bank) return notConfigured
      const { channel } = bank
      const refused = closed(channel.providerId, former !== undefined)
      if (refused) return refused
      // A single reading needs the permission for today only.
      const days = recurring ? channel.consentDays : 0
      return bank.connector.begin(bank.context, {
        mode: channel.mode,
        accountTypes: planned.reads,
        recurring,
        validUntil: daysAhead(settings.now(), days, bank.context.country),
        frequencyPerDay: recurring ? channel.frequencyPerDay : 1,
        credentials,
        redirect: returnAddress(channel, callbackState),
        ...(former ? { former } : {}),
      })
    },
    async resume({ definitionId, state, answer, callbackState, credentials, locale, psu }) {
      const bank = registry.open(definitionId, {
        locale,
        ...(psu ? { psu } : {}),
        ...(credentials ? { credentials } : {}),
      })
      if (!bank) return notConfigured
      return bank.connector.resume(bank.context, state, answer, returnAddress(bank.channel, callbackState))
    },
    async accounts({ definitionId, state, keep, credentials, locale, psu }) {
      const bank = registry.open(definitionId, {
        locale,
        ...(psu ? { psu } : {}),
        ...(credentials ? { credentials } : {}),
      })
      return bank ? bank.connector.accounts({ ...bank.context, keep }, state) : notConfigured
    },
    mayShow(definitionId, url) {
      const hosts = registry.open(definitionId, {})?.channel.hosts
      return hosts !== undefined && checkBrowserUrl(url, { hosts, allowLoopback: settings.allowLoopback }).ok
    },
  }
}
