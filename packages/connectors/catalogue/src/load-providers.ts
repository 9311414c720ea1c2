import { readFile } from 'node:fs/promises'
import { own } from '@raccord/contract'
import type { z } from 'zod'
import type { EnabledBrand } from './brands/brand.ts'
import { readBrands } from './brands/brand-catalogue.ts'
import { BrandError, enableBrand } from './brands/enable-brand.ts'
import { catalogueFile } from './catalogue-file.ts'
import type { Provider, ProviderChannel } from './provider.ts'

/** A catalogue that cannot be used. The message names the place in the file; a secret among the options is never repeated. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError'
}

/** What is known about protocols at start: the schema of their options, so that a wrong one stops the start, not a person. */
export type OptionSchemas = { readonly [protocol: string]: z.ZodType }

/** Reads the operator's own providers. Throws `CatalogueError`. */
export async function loadProviders(file: string, protocols?: OptionSchemas): Promise<Provider[]> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    throw new CatalogueError(`${file}: cannot be read`)
  }
  return parseProviders(text, file, protocols)
}

/** `source` is what errors call the text. */
export function parseProviders(text: string, source: string, protocols?: OptionSchemas): Provider[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The parser's own message quotes the text around the fault, and that may be a client secret.
    throw new CatalogueError(`${source}: not valid JSON`)
  }
  const parsed = catalogueFile.safeParse(value)
  if (!parsed.success) throw new CatalogueError(`${source}: ${firstIssue(parsed.error, [])}`)
  // Optional members are absent in JSON, never undefined, so the parsed shape is the contract's.
  const providers = parsed.data.providers as unknown as Provider[]
  providers.forEach((provider, at) => {
    provider.channels.forEach((channel, of) => {
      checkOptions(channel, source, ['providers', at, 'channels', of], protocols)
    })
  })
  const enabled = Object.entries(parsed.data.brands)
  if (enabled.length === 0) return mergeProviders(providers)
  return mergeProviders(providers, enabledProviders(enabled, source, protocols))
}

function enabledProviders(
  enabled: readonly (readonly [string, EnabledBrand])[],
  source: string,
  protocols: OptionSchemas | undefined,
): Provider[] {
  const catalogue = readBrands()
  return enabled.map(([id, asked]) => {
    const brand = catalogue.brands.find((one) => one.id === id)
    const bank = brand && catalogue.interfaces.get(brand.profile)
    if (!brand || !bank) throw new CatalogueError(`${source}: brands.${id}: the catalogue has no such bank`)
    try {
      const provider = enableBrand(brand, bank, asked)
      for (const channel of provider.channels) checkOptions(channel, source, ['brands', id], protocols)
      return provider
    } catch (error) {
      if (error instanceof BrandError) throw new CatalogueError(`${source}: brands.${id}: ${error.message}`)
      throw error
    }
  })
}

/** One list out of several; an id that two of them use is an error, since ids are never reused (WIRE §1). */
export function mergeProviders(...lists: readonly (readonly Provider[])[]): Provider[] {
  const byId = new Map<string, Provider>()
  for (const provider of lists.flat()) {
    const other = byId.get(provider.id)
    if (other) throw new CatalogueError(`provider id ${provider.id} is used by “${other.name}” and “${provider.name}”`)
    byId.set(provider.id, provider)
  }
  checkGroups([...byId.values()])
  return [...byId.values()]
}

/** A group under two names is a slip that would show as two groups, or as one by chance. */
function checkGroups(providers: readonly Provider[]): void {
  const names = new Map<string, string>()
  for (const { group } of providers) {
    if (!group) continue
    const known = names.get(group.id) ?? group.name
    if (known !== group.name) throw new CatalogueError(`group ${group.id} is called “${known}” and “${group.name}”`)
    names.set(group.id, known)
  }
}

function checkOptions(
  channel: ProviderChannel,
  source: string,
  path: readonly PropertyKey[],
  protocols: OptionSchemas | undefined,
): void {
  if (!protocols) return
  const schema = own(protocols, channel.protocol)
  if (!schema) {
    const known = Object.keys(protocols).join(', ')
    throw new CatalogueError(`${source}: ${write([...path, 'protocol'])}: no such protocol (there is ${known})`)
  }
  const parsed = schema.safeParse(channel.options)
  if (!parsed.success) throw new CatalogueError(`${source}: ${firstIssue(parsed.error, [...path, 'options'])}`)
}

function firstIssue(error: z.ZodError, before: readonly PropertyKey[]): string {
  const issue = error.issues[0]
  return `${write([...before, ...(issue?.path ?? [])])}: ${issue?.message ?? 'invalid'}`
}

/** `providers[3].channels[0].hosts`. */
function write(path: readonly PropertyKey[]): string {
  return (
    path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, '') || 'the file'
  )
}
