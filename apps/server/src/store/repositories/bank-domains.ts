import { type BankDomains, ownDomain } from '../../faces/bank-domains.ts'
import type { Database } from '../database.ts'

/** Written once a bank; afterwards a read by key. */
export function createBankDomains({ kysely: db }: Pick<Database, 'kysely'>): BankDomains {
  const read = async (ids: readonly string[]): Promise<Map<string, string>> => {
    const rows = await db.selectFrom('bank_domain').selectAll().where('provider_id', 'in', ids).execute()
    return new Map(rows.map(({ provider_id, domain }) => [provider_id, domain]))
  }
  return {
    async tell(wanted) {
      const ids = [...wanted.keys()]
      if (ids.length === 0) return wanted
      const told = await read(ids)
      const missing = ids.filter((id) => !told.has(id))
      if (missing.length === 0) return told
      // First what is wanted, then what nobody else can have: a conflict of either kind leaves the row that is there.
      for (const domainOf of [(id: string) => wanted.get(id) ?? ownDomain(id), ownDomain])
        await db
          .insertInto('bank_domain')
          .values(missing.map((id) => ({ provider_id: id, domain: domainOf(id) })))
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      return read(ids)
    },
  }
}
