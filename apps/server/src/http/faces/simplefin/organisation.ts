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

/** Two banks of one group may share a site; then, and where there is none, a name that can't be anybody's stands in. */
export function organisationOf(catalogue: FaceContext['catalogue'], connection: ConnectionView): Organisation {
  const id = connection.provider_id
  const provider = catalogue.find(id)
  const name = provider?.name ?? connection.name
  const site = hostOf(provider?.website)
  const shared = catalogue.all().some((other) => other.id !== id && hostOf(other.website) === site)
  const domain = site === undefined || shared ? `${id}.raccord.invalid` : site
  return { id, name, domain, ...(provider?.website === undefined ? {} : { url: provider.website }) }
}

function hostOf(website: string | undefined): string | undefined {
  if (website === undefined || !URL.canParse(website)) return undefined
  return new URL(website).hostname.replace(/^www\./, '')
}
