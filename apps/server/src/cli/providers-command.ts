import { readFile } from 'node:fs/promises'
import { type BrandCatalogue, brandAddress, brandStatus, checkBrands, readBrands } from '@raccord/catalogue'
import { Command } from 'commander'
import { z } from 'zod'
import { loadIdentity } from '../identity/load-identity.ts'
import { missingFor } from '../providers/missing-needs.ts'
import { type CliDeps, CliError } from './cli-deps.ts'

/** `raccord providers …`. */
export function providersCommand(deps: CliDeps): Command {
  const providers = new Command('providers').description('banks of this installation, and banks of the catalogue')
  providers
    .command('list')
    .description('list banks: id, name, countries, channels, and what is missing to use them')
    .option('--all', 'every bank of the catalogue: id, name, countries, protocol, status, what it needs')
    .action(async ({ all }: { all?: true }) => {
      for (const row of all ? catalogueRows() : await ownRows(deps)) deps.print(row.join('\t'))
    })
  providers
    .command('show')
    .description('what the catalogue knows of a bank, what it needs, and what to write to use it')
    .argument('<id>')
    .action((id: string) => {
      for (const line of describe(id)) deps.print(line)
    })
  providers
    .command('check')
    .description('check the catalogue and RACCORD_PROVIDERS_FILE; a fault is a line, and the exit code is 1')
    .option('--registry <file>', 'a JSON list of banks with their "bic": each BIC of the catalogue must be in it')
    .action(async ({ registry }: { registry?: string }) => {
      const own = await deps.providers()
      const catalogue = readBrands()
      const faults = checkBrands(catalogue, {
        protocols: deps.protocols,
        ...(registry === undefined ? {} : { registry: await readRegistry(registry) }),
      })
      for (const fault of faults) deps.print(fault)
      if (faults.length > 0) throw new CliError(`${faults.length} faults in the catalogue`)
      deps.print(`${catalogue.brands.length} banks in the catalogue, ${own.length} of this installation: no fault`)
    })
  return providers
}

async function ownRows(deps: CliDeps): Promise<string[][]> {
  const providers = await deps.providers()
  const { operator } = await loadIdentity(deps.config.identity)
  return providers.map(({ id, name, countries, channels }) => {
    const missing = new Set(channels.flatMap((channel) => missingFor(channel, operator) ?? []))
    return [
      id,
      name,
      countries.join(','),
      channels.map((channel) => `${channel.mode}:${channel.protocol}`).join(','),
      ...missing,
    ]
  })
}

function catalogueRows(): string[][] {
  const catalogue = readBrands()
  return catalogue.brands.map((brand) => {
    const bank = interfaceOf(catalogue, brand.profile)
    const protocol = `${bank.protocol ?? '-'} ${brand.version ?? bank.version ?? ''}`.trim()
    return [brand.id, brand.name, brand.countries.join(','), protocol, brandStatus(brand, bank), bank.needs.join(',')]
  })
}

function describe(id: string): string[] {
  const catalogue = readBrands()
  const brand = catalogue.brands.find((one) => one.id === id)
  if (!brand) throw new CliError(`the catalogue has no bank ${id}; see "raccord providers list --all"`)
  const bank = interfaceOf(catalogue, brand.profile)
  const rows: [string, string | undefined][] = [
    ['name', [brand.name, ...brand.aliases].join(' · ')],
    ['countries', brand.countries.join(', ')],
    ['BIC', brand.bics.join(', ') || 'none published under this name'],
    ['interface', `${bank.name}, ${bank.protocol ?? 'no connector'} ${brand.version ?? bank.version ?? ''}`.trim()],
    ['production', brandAddress(brand, bank, 'production') ?? 'not known: add "baseUrl"'],
    ['sandbox', brandAddress(brand, bank, 'sandbox')],
    ['status', brandStatus(brand, bank)],
    ['needs', bank.needs.join(', ')],
    ['portal', bank.portal],
    ['note', bank.note],
    [
      'to use it',
      `"brands": { "${brand.id}": { "environment": "production", "options": {} } } in RACCORD_PROVIDERS_FILE`,
    ],
  ]
  return rows.flatMap(([label, value]) => (value ? [`${label.padEnd(11)}${value}`] : []))
}

function interfaceOf(catalogue: BrandCatalogue, profile: string) {
  const bank = catalogue.interfaces.get(profile)
  if (!bank) throw new CliError(`the catalogue has no interface “${profile}”`)
  return bank
}

/** Registries write the head office's BIC with and without `XXX`. */
async function readRegistry(file: string): Promise<ReadonlySet<string>> {
  const rows = z.array(z.looseObject({ bic: z.string().nullish() })).safeParse(await readJson(file))
  if (!rows.success) throw new CliError(`${file}: not a JSON list of objects with "bic"`)
  return new Set(
    rows.data.flatMap(({ bic }) => (bic ? [bic.length === 11 && bic.endsWith('XXX') ? bic.slice(0, 8) : bic] : [])),
  )
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    throw new CliError(`${file}: cannot be read as JSON`)
  }
}
