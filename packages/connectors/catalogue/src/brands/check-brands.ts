import { own } from '@raccord/contract'
import type { z } from 'zod'
import type { OptionSchemas } from '../load-providers.ts'
import type { BankInterface, Brand } from './brand.ts'
import { enabledBrand } from './brand.ts'
import type { BrandCatalogue } from './brand-catalogue.ts'
import { brandAddress } from './brand-status.ts'
import { enableBrand } from './enable-brand.ts'

export interface CheckedAgainst {
  /** BICs of public registries, 8 characters where the last three are `XXX`. */
  readonly registry?: ReadonlySet<string>
  /** The drivers' own schemas of options. */
  readonly protocols?: OptionSchemas
  /** Ids of providers outside the catalogue. */
  readonly otherIds?: readonly string[]
}

/** Everything that is wrong with the catalogue, a sentence each. Empty is good. */
export function checkBrands(catalogue: BrandCatalogue, against: CheckedAgainst = {}): string[] {
  return [...twice(catalogue.brands), ...catalogue.brands.flatMap((brand) => checkBrand(brand, catalogue, against))]
}

function twice(brands: readonly Brand[]): string[] {
  const faults: string[] = []
  const seen = new Map<string, string>()
  for (const brand of brands) {
    for (const key of [brand.id, `${brand.name} in ${brand.countries[0]}`]) {
      const other = seen.get(key)
      if (other !== undefined) faults.push(`${called(brand)}: ${other} has the same id or name`)
      seen.set(key, called(brand))
    }
  }
  return faults
}

function checkBrand(brand: Brand, catalogue: BrandCatalogue, against: CheckedAgainst): string[] {
  const faults: string[] = []
  const fault = (text: string) => faults.push(`${called(brand)}: ${text}`)
  if (!catalogue.givenIds.has(brand.id)) fault(`the id is not in ids.txt; add the line “${brand.id} ${brand.name}”`)
  if (against.otherIds?.includes(brand.id)) fault('the id is that of another provider of this installation')
  for (const bic of brand.bics) {
    if (against.registry && !against.registry.has(bic)) fault(`BIC ${bic} is not in the registry`)
  }
  const bank = catalogue.interfaces.get(brand.profile)
  if (!bank) return [...faults, `${called(brand)}: there is no interface “${brand.profile}”`]
  for (const environment of ['production', 'sandbox'] as const) {
    const address = brandAddress(brand, bank, environment)
    if (address !== undefined && URL.parse(address)?.protocol !== 'https:') fault(`“${address}” is no https address`)
  }
  for (const issue of optionIssues(brand, bank, against.protocols)) fault(issue)
  return faults
}

/** What only an operator knows (a client id) may be missing; what is there must be known to the driver. */
function optionIssues(brand: Brand, bank: BankInterface, protocols: OptionSchemas | undefined): string[] {
  if (!protocols || bank.protocol === undefined) return []
  const schema = own(protocols, bank.protocol)
  if (!schema) return [`nobody speaks “${bank.protocol}”`]
  const provider = enableBrand(brand, bank, enabledBrand.parse({ baseUrl: 'https://bank.example' }))
  return provider.channels.flatMap(({ options }) => {
    const parsed = schema.safeParse(options)
    return parsed.success
      ? []
      : parsed.error.issues.filter(isWrong).map((issue) => `options.${issue.path.join('.')}: ${issue.message}`)
  })
}

function isWrong(issue: z.core.$ZodIssue): boolean {
  return !issue.message.endsWith('received undefined')
}

function called({ name, id }: Brand): string {
  return `${name} (${id})`
}
