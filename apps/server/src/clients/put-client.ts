import { type ParameterName, type ParameterRow, parameters } from '@raccord/contract'
import type { Clock } from '../clock.ts'
import type { ClientStore } from './client.ts'
import type { LogoStore } from './client-logo.ts'
import { readTerms } from './client-terms.ts'
import { type NewClient, problemOf, readDesign } from './manage-clients.ts'

export interface WrittenClient extends NewClient {
  readonly pinned: Readonly<Record<string, string>>
}

/**
 * A client as a configuration file describes it takes the place of what is kept, but for its secrets: those are made by
 * `raccord clients rotate-secret`, and a new client has none until then. Answers what is wrong with it, if anything.
 */
export async function putClient(
  deps: { readonly clients: ClientStore & LogoStore; readonly clock: Clock },
  input: WrittenClient,
): Promise<string | undefined> {
  const problem = problemOf(input) ?? pinnedProblem(input.pinned)
  if (problem !== undefined) return problem
  const terms = readTerms(input.terms ?? {})
  if (typeof terms === 'string') return terms
  const design = readDesign(input)
  if (design.kind === 'refused') return design.reason
  const known = await deps.clients.find(input.id)
  await deps.clients.put({
    id: input.id,
    name: input.name.trim(),
    secretHashes: known?.secretHashes ?? [],
    redirectUrls: input.redirectUrls,
    origins: input.origins,
    loopbackAllowed: input.loopbackAllowed ?? known?.loopbackAllowed ?? false,
    ownLicence: input.ownLicence ?? false,
    terms,
    theme: design.theme ?? {},
    pinned: input.pinned,
    createdAt: known?.createdAt ?? deps.clock.now(),
    ...(known?.logo === undefined ? {} : { logo: known.logo }),
  })
  if (design.logo?.file !== known?.logo) await deps.clients.setLogo(input.id, design.logo)
  return undefined
}

/** A pinned value wins over every link, so a bad one would go wrong at each of them. */
function pinnedProblem(pinned: WrittenClient['pinned']): string | undefined {
  for (const [name, text] of Object.entries(pinned)) {
    const row: ParameterRow | undefined = parameters[name as ParameterName]
    if (row === undefined) return `The pinned ${name} is no parameter of the widget.`
    const reading = row.read(text)
    if ('broken' in reading) return `The pinned ${name} ${reading.broken}.`
  }
  return undefined
}
