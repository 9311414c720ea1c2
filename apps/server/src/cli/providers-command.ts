import { readFile } from 'node:fs/promises'
import { brandStatus, checkBrands, readBrands } from '@raccord/catalogue'
import { Command } from 'commander'
import { z } from 'zod'
import { loadIdentity } from '../identity/load-identity.ts'
import { missingFor } from '../providers/missing-needs.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { disableCommand, enableCommand } from './providers-enable.ts'
import { askBanks } from './providers-live.ts'
import { describeBank } from './providers-show.ts'

interface CheckOptions extends JsonOption {
  readonly registry?: string
  readonly live?: true
}

interface Row {
  readonly [column: string]: string | readonly string[] | undefined
  readonly missing?: readonly string[]
}

/** `raccord providers …`. */
export function providersCommand(deps: CliDeps): Command {
  const providers = new Command('providers').description('banks of this installation, and banks of the catalogue')
  providers
    .command('list')
    .description('list banks: id, name, countries, channels, and what is missing to use them')
    .option('--all', 'every bank of the catalogue: id, name, countries, protocol, status, what it needs')
    .option(...jsonOption)
    .action(async (options: JsonOption & { readonly all?: true }) => {
      const rows = options.all ? catalogueRows() : await ownRows(deps)
      answer(deps, options, rows, rows.map(lineOf))
    })
  providers
    .command('show')
    .description('what the catalogue knows of a bank, what it needs, and an entry that the server starts with')
    .argument('<id>')
    .option(...jsonOption)
    .action((id: string, options: JsonOption) => {
      const { value, lines } = describeBank(deps, id)
      answer(deps, options, value, lines)
    })
  providers.addCommand(enableCommand(deps))
  providers.addCommand(disableCommand(deps))
  providers
    .command('check')
    .description('check the catalogue and RACCORD_PROVIDERS_FILE; a fault is a line, and the exit code is 1')
    .option('--registry <file>', 'a JSON list of banks with their "bic": each BIC of the catalogue must be in it')
    .option('--live', 'ask each address of this installation’s banks once, with your certificate: network and TLS')
    .option(...jsonOption)
    .action((options: CheckOptions) => check(deps, options))
  return providers
}

async function check(deps: CliDeps, options: CheckOptions): Promise<void> {
  const own = await deps.providers()
  const catalogue = readBrands()
  const faults = checkBrands(catalogue, {
    protocols: deps.protocols,
    ...(options.registry === undefined ? {} : { registry: await readRegistry(options.registry) }),
  })
  const live = options.live ? await askBanks(deps, own) : []
  const away = live.filter(({ ok }) => !ok).length
  const wrong = [
    ...(faults.length > 0 ? [`${faults.length} faults in the catalogue`] : []),
    ...(away > 0 ? [`${away} of ${live.length} addresses of banks are not well`] : []),
  ].join(', ')
  const counts = `${catalogue.brands.length} banks in the catalogue, ${own.length} of this installation`
  answer(deps, options, { catalogue: catalogue.brands.length, own: own.length, faults, live }, [
    ...faults,
    ...live.map(
      ({ provider, name, address, ok, said }) => `${ok ? 'ok' : 'no'}\t${provider}\t${name}\t${address}\t${said}`,
    ),
    ...(wrong === '' ? [`${counts}: no fault`] : []),
  ])
  if (wrong !== '') throw new CliError(wrong)
}

async function ownRows(deps: CliDeps): Promise<Row[]> {
  const providers = await deps.providers()
  const { operator } = await loadIdentity(deps.config.identity)
  return providers.map(({ id, name, countries, channels }) => ({
    id,
    name,
    countries,
    channels: channels.map((channel) => `${channel.mode}:${channel.protocol}`),
    missing: [...new Set(channels.flatMap((channel) => missingFor(channel, operator) ?? []))],
  }))
}

function catalogueRows(): Row[] {
  const catalogue = readBrands()
  return catalogue.brands.flatMap((brand) => {
    const bank = catalogue.interfaces.get(brand.profile)
    if (!bank) throw new CliError(`the catalogue has no interface “${brand.profile}”`)
    const protocol = `${bank.protocol ?? '-'} ${brand.version ?? bank.version ?? ''}`.trim()
    const { id, name, countries } = brand
    return [{ id, name, countries, protocol, status: brandStatus(brand, bank), needs: bank.needs }]
  })
}

/** Tabs between; what is missing, if anything, a cell each. */
function lineOf({ missing = [], ...row }: Row): string {
  const cells = Object.values(row).flatMap((value) => (value === undefined ? [] : String(value)))
  return [...cells, ...missing].join('\t')
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
