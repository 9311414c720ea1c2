import type { CredentialField } from '@raccord/connector-kit'
import { accountTypes } from '@raccord/contract'
import type { ProviderChannel } from './provider.ts'

/** The test bank where it speaks FinTS: its bank code is that of its accounts, and it knows one product beside the operator's. */
export function fintsChannel(base: string, fields: readonly CredentialField[]): ProviderChannel {
  return {
    mode: 'EMBEDDED',
    accountTypes,
    protocol: 'fints',
    options: {
      url: `${base}/fints`,
      blz: '99904120',
      product: 'RACCORDSANDBOX',
      maxHistoryDays: 36_500,
      refusalCodes: [9210],
    },
    hosts: [new URL(base).host],
    fields,
    consentDays: 180,
    frequencyPerDay: 4,
  }
}
