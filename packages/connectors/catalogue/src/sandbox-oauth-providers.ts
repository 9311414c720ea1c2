import { paymentAccountTypes } from '@raccord/contract'
import type { ProviderChannel } from './provider.ts'
import { sandboxRsaKey } from './sandbox-rsa-key.ts'
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

/** The test bank behind its counterpart of Enable Banking. */
export function enableBankingChannel(base: string): ProviderChannel {
  return {
    ...channel(base, 'enable-banking', 180, {}),
    options: {
      baseUrl: `${base}/enable-banking`,
      applicationId: '5a9d1c00-0000-4000-8000-00000000eb01',
      privateKey: sandboxRsaKey(),
      aspsp: { name: 'Raccord Test Bank', country: 'FR' },
      maximumConsentValidity: 180 * 86_400,
      // The test bank's files may reach back any number of years, and people come from this machine.
      historyDays: 36_500,
      privateAddresses: true,
    },
    callback: 'enable-banking',
  }
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
