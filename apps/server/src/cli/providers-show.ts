import {
  type BankInterface,
  type Brand,
  brandAddress,
  brandStatus,
  exampleBrand,
  readBrands,
  writtenBrand,
} from '@raccord/catalogue'
import { own } from '@raccord/contract'
import { type CliDeps, CliError } from './cli-deps.ts'

export interface KnownBank {
  readonly brand: Brand
  readonly bank: BankInterface
}

/** A bank of the catalogue by its id. @throws CliError */
export function knownBank(id: string): KnownBank {
  const catalogue = readBrands()
  const brand = catalogue.brands.find((one) => one.id === id)
  const bank = brand && catalogue.interfaces.get(brand.profile)
  if (!brand || !bank) throw new CliError(`the catalogue has no bank ${id}; see "raccord providers list --all"`)
  return { brand, bank }
}

/** Who speaks to it, and what it may be told. @throws CliError where nobody does */
export function protocolOf({ brand, bank }: KnownBank, deps: CliDeps) {
  const schema = bank.protocol === undefined ? undefined : own(deps.protocols, bank.protocol)
  if (!schema)
    throw new CliError(
      `${brand.name} (${brand.id}) has an interface of its own, and no connector of Raccord speaks it: it cannot be switched on.`,
    )
  return schema
}

/** What the catalogue knows of a bank, and an entry that the server starts with. */
export function describeBank(deps: CliDeps, id: string): { readonly value: object; readonly lines: string[] } {
  const known = knownBank(id)
  const { brand, bank } = known
  const example = exampleFor(deps, known)
  const facts = {
    name: [brand.name, ...brand.aliases].join(' · '),
    countries: brand.countries.join(', '),
    BIC: brand.bics.join(', ') || 'none published under this name',
    interface: `${bank.name}, ${bank.protocol ?? 'no connector'} ${brand.version ?? bank.version ?? ''}`.trim(),
    production: brandAddress(brand, bank, 'production') ?? 'not known: ask the bank, or see its portal',
    sandbox: brandAddress(brand, bank, 'sandbox'),
    status: brandStatus(brand, bank),
    needs: bank.needs.join(', '),
    portal: bank.portal,
    note: bank.note,
  }
  const rows = Object.entries(facts).flatMap(([label, value]) => (value ? [`${label.padEnd(11)}${value}`] : []))
  if (!example) {
    const lines = [...rows, '', 'No connector of Raccord speaks this interface: it cannot be switched on.']
    return { value: { id, ...facts, example: null }, lines }
  }
  const asked = [...example.replace, ...example.may]
  return {
    value: {
      id,
      ...facts,
      example: example.file,
      replace: example.replace.map(({ at, meaning }) => ({ at, meaning })),
      may: example.may.map(({ at, meaning }) => ({ at, meaning })),
    },
    lines: [
      ...rows,
      '',
      `In RACCORD_PROVIDERS_FILE, as "raccord providers enable ${id}" writes it:`,
      '',
      ...JSON.stringify(example.file, undefined, 2).split('\n'),
      ...(asked.length > 0 ? [''] : []),
      ...example.replace.map(({ at, meaning }) => `replace    ${at}: ${meaning}`),
      ...example.may.map(({ at, meaning }) => `may be     ${at}: ${meaning}`),
    ],
  }
}

function exampleFor(deps: CliDeps, { brand, bank }: KnownBank) {
  const schema = bank.protocol === undefined ? undefined : own(deps.protocols, bank.protocol)
  if (!schema) return undefined
  const { entry, replace, may } = exampleBrand(brand, bank, 'production', schema)
  return { file: { brands: { [brand.id]: writtenBrand(entry) } }, replace, may }
}
