import { accountTypes, paymentAccountTypes } from '@raccord/contract'
import type { ProviderChannel } from './provider.ts'
import { sandboxFields } from './sandbox-fields.ts'

/** Channels of the test bank where it speaks Berlin Group. @param sealed sign every request. */
export function berlinGroupChannels(base: string, sealed: boolean) {
  const shared = {
    // Its files may reach back any number of years.
    maxHistoryDays: 36_500,
    stableEntryReference: true,
    accountFacts: 'accountFacts',
    // By this name its sign-in pages say who asks (1.3.11 §6.3.1).
    operationHeaders: { 'consent.create': { 'TPP-Brand-Logging-Information': 'Raccord Sandbox' } },
    ...(sealed ? { signature: {} } : {}),
  }
  const common = { protocol: 'berlin-group', hosts: [new URL(base).host], consentDays: 180, frequencyPerDay: 4 }
  return {
    redirect: (path: string, options: object = {}): ProviderChannel => ({
      ...common,
      mode: 'REDIRECT',
      accountTypes: paymentAccountTypes,
      options: { ...shared, baseUrl: `${base}${path}`, consentModels: ['bank-offered', 'global'], ...options },
      fields: [],
    }),
    embedded: (path: string, fields = sandboxFields): ProviderChannel => ({
      ...common,
      mode: 'EMBEDDED',
      accountTypes,
      options: {
        ...shared,
        baseUrl: `${base}${path}`,
        consentModels: ['global'],
        ownIpAddress: '127.0.0.1',
        credentials: { login: 'psuId', password: 'password', configuration_url: 'psuCorporateId' },
      },
      fields,
    }),
  }
}
