import type { CredentialField } from '@raccord/connector-kit'
import { type AccountType, accountTypes } from '@raccord/contract'
import type { Provider } from './provider.ts'

/** A bank that the operator's own woob reads. */
export interface WoobBank {
  readonly name: string
  readonly module: string
  readonly country: string
  readonly parameters: { readonly [name: string]: string }
  readonly fields: readonly CredentialField[]
  readonly accountTypes?: readonly AccountType[]
}

/** A module of woob as a provider of this installation, under an id that the operator has for it. */
export function woobProvider(id: string, bank: WoobBank): Provider {
  return {
    ...{ id, name: bank.name, aliases: [], countries: [bank.country], popularity: 0 },
    channels: [
      {
        ...{ mode: 'EMBEDDED', accountTypes: bank.accountTypes ?? accountTypes, protocol: 'woob' },
        options: {
          module: bank.module,
          ...(Object.keys(bank.parameters).length > 0 ? { parameters: bank.parameters } : {}),
        },
        // The program goes to the bank by itself; no call of ours does.
        ...{ hosts: ['woob.invalid'], fields: bank.fields, consentDays: 180, frequencyPerDay: 4, needs: ['woob'] },
      },
    ],
  }
}
