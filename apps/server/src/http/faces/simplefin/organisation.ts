import { ownDomain } from '../../../faces/bank-domains.ts'
import type { ConnectionView } from '../../../store/repositories/read-model.ts'
import type { FaceContext } from '../face-context.ts'

/** A bank as readers name it. */
export interface Organisation {
  readonly id: string
  readonly name: string
  /** Of each bank its own: some readers know banks by it alone. */
  readonly domain: string
  readonly url?: string
}

/** By connection. A bank's domain is its site's, unless another bank has it or was told under it. */
export async function organisationsOf(
  { catalogue, bankDomains }: Pick<FaceContext, 'catalogue' | 'bankDomains'>,
  connections: readonly ConnectionView[],
): Promise<ReadonlyMap<number, Organisation>> {
  const banks = [...new Set(connections.map(({ provider_id }) => provider_id))]
  const domains = await bankDomains.tell(
    new Map(banks.map((id) => [id, hostOf(catalogue.find(id)?.website) ?? ownDomain(id)])),
  )
  return new Map(
    connections.map((connection) => {
      const id = connection.provider_id
      const provider = catalogue.find(id)
      const organisation = {
        id,
        name: provider?.name ?? connection.name,
        domain: domains.get(id) ?? ownDomain(id),
        ...(provider?.website === undefined ? {} : { url: provider.website }),
      }
      return [connection.id, organisation]
    }),
  )
}

function hostOf(website: string | undefined): string | undefined {
  if (website === undefined || !URL.canParse(website)) return undefined
  return new URL(website).hostname.replace(/^www\./, '')
}
