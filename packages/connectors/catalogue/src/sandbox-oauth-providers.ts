import { paymentAccountTypes } from '@raccord/contract'
import type { ProviderChannel } from './provider.ts'
import { sandboxSigningKey } from './sandbox-signing-key.ts'

/** The test bank where it speaks STET. */
export function stetChannel(base: string, sealed: boolean): ProviderChannel {
  return channel(base, 'stet', 180, {
    baseUrl: `${base}/stet/v1`,
    oauth: { server: metadata(`${base}/stet/oauth`), clientId: 'raccord-sandbox' },
    // STET 1.4 §3.6 signs the request target, NextGenPSD2 does not.
    ...(sealed ? { signature: { headers: ['(request-target)', 'digest', 'x-request-id'] } } : {}),
  })
}

/** The test bank where it speaks Open Banking UK: permissions without end, reconfirmed here every 90 days. */
export function openBankingUkChannel(base: string, version: '3.1' | '4.0'): ProviderChannel {
  return channel(base, 'openbanking-uk', 90, {
    baseUrl: `${base}/openbanking-uk/v${version}/aisp`,
    version,
    oauth: {
      server: metadata(`${base}/openbanking-uk/oauth`),
      clientId: version === '3.1' ? 'raccord-sandbox' : 'raccord-sandbox-fapi',
      clientAuthentication: 'private_key_jwt',
      signingKey: sandboxSigningKey(),
      signingKeyId: 'raccord-sandbox',
      signingAlgorithm: 'ES256',
      responseType: version === '3.1' ? 'code' : 'code id_token',
    },
  })
}

const metadata = (issuer: string) => ({ metadataUrl: `${issuer}/.well-known/openid-configuration` })

function channel(base: string, protocol: string, consentDays: number, options: object): ProviderChannel {
  return {
    mode: 'REDIRECT',
    accountTypes: paymentAccountTypes,
    protocol,
    // The test bank's files may reach back any number of years.
    options: { maxHistoryDays: 36_500, stableEntryReference: true, ...options },
    hosts: [new URL(base).host],
    fields: [],
    consentDays,
    frequencyPerDay: 4,
  }
}
