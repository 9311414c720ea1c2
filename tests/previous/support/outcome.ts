import { expect } from 'vitest'
import type { ApiClient, ApiUser } from '../../support/api-client.ts'
import type { Walk } from './walk.ts'

/** All that a client and a person can tell of a journey, without ids that no two journeys share. */
export interface Outcome {
  readonly screens: readonly string[]
  readonly returned: Readonly<Record<string, string>>
  readonly connection: {
    readonly provider: string
    readonly status: string
    readonly autoSync: boolean
    readonly perAccount: boolean
    /** Mode, status, types. */
    readonly channels: readonly string[]
  }
  /** Type, name, number, balance, and whether there is one transaction more or less. */
  readonly accounts: readonly string[]
  /** Of each account, through which channel it is read. */
  readonly through: readonly string[]
}

export async function outcomeOf(api: ApiClient, user: ApiUser, walked: Walk): Promise<Outcome> {
  const connections = async () => api.connections(user)
  await expect.poll(async () => (await connections())[0]?.status).not.toBe('RUNNING')
  const [connection, ...others] = await connections()
  if (!connection || others.length > 0) throw new Error('expected one connection')
  const { connection_id: id, ...returned } = Object.fromEntries(walked.back.searchParams)
  expect(id).toBe(connection.id)
  const accounts = await api.accounts(user)
  const transactions = await api.transactionsByCursor(user, 500)
  const rows = accounts.map((account) => {
    const own = transactions.filter(({ account_id }) => account_id === account.id)
    const { type, name, account_number: number, iban, balance, currency } = account
    return {
      text: `${type} ${name} ${number} ${iban ?? '-'} ${balance} ${currency}, ${own.length} transactions`,
      through: `${type} ${account.last_channel_definition_id}`,
    }
  })
  return {
    screens: walked.screens,
    returned,
    connection: {
      provider: connection.provider_id,
      status: connection.status,
      autoSync: connection.auto_sync,
      perAccount: connection.consent_per_account,
      channels: connection.channels
        .map(({ mode, status, account_types: types }) => `${mode} ${status} ${[...types].sort().join()}`)
        .sort(),
    },
    accounts: rows.map(({ text }) => text).sort(),
    through: rows.map(({ through }) => through).sort(),
  }
}
