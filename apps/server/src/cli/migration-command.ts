import { Command, InvalidArgumentError } from 'commander'
import type { Client } from '../clients/client.ts'
import { dayOf, reportSentence } from '../deprecation/report-sentence.ts'
import { ruleOfUse } from '../deprecation/rule-of-use.ts'
import { type UsageReport, usageReport } from '../deprecation/usage-report.ts'
import { presentMigrationReport } from '../http/api/present/migration-report.ts'
import { rulesUrl } from '../http/migration/rules-url.ts'
import { createClientStore } from '../store/repositories/client-store.ts'
import { createDeprecatedUseStore } from '../store/repositories/deprecated-use-store.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, noClient } from './cli-deps.ts'
import { withStore } from './with-store.ts'

interface ReportOptions extends JsonOption {
  readonly client?: string
  readonly days?: number
}

/** `raccord migration …`. */
export function migrationCommand(deps: CliDeps): Command {
  const migration = new Command('migration').description('how far clients are on their way off the previous widgets')
  migration
    .command('report')
    .description('what each client still uses, since when, how often, and what takes its place')
    .option('--client <id>', 'this client only')
    .option('--days <n>', 'quiet days after which a client counts as done', dayCount)
    .option(...jsonOption)
    .action((options: ReportOptions) => report(deps, options))
  return migration
}

function report(deps: CliDeps, options: ReportOptions): Promise<void> {
  return withStore(deps, async (database) => {
    const clients = await chosen(createClientStore(database), options.client)
    const days = await createDeprecatedUseStore(database).list(options.client)
    const { config } = deps
    const rules = rulesUrl(config.apiUrl ?? `http://${config.host}:${config.port}`)
    const quietDays = options.days ?? config.quietDays
    const reports = clients.map((client) => {
      const own = days.filter(({ clientId }) => clientId === client.id)
      return { client, report: usageReport(own, database.clock.now(), quietDays) }
    })
    const rows = reports.map(({ client, report }) => {
      return { client_id: client.id, name: client.name, ...presentMigrationReport(report, rules) }
    })
    const lines = reports.flatMap(({ client, report }) => linesOf(client, report, rules))
    answer(deps, options, rows, lines)
  })
}

async function chosen(store: ReturnType<typeof createClientStore>, id: string | undefined): Promise<readonly Client[]> {
  if (id === undefined) return store.list()
  const client = await store.find(id)
  if (client === undefined) throw noClient(id)
  return [client]
}

function linesOf({ id, name }: Client, report: UsageReport, rules: string): string[] {
  const used = report.uses.flatMap((use) => {
    const found = ruleOfUse(use)
    const instead = found ? (found.rule.new ?? 'nothing takes its place') : 'see the guide'
    const often = `${use.recentCount} in ${report.quietDays} days, ${use.count} ever`
    return [
      `  ${use.kind} ${use.name} → ${instead}`,
      `    ${often}; first ${dayOf(use.firstAt)}, last ${dayOf(use.lastAt)}; ${found ? `${rules}#${found.id}` : rules}`,
    ]
  })
  return [`${id} (${name}): ${reportSentence(report)}`, ...used]
}

function dayCount(text: string): number {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (count < 1 || count > 365) throw new InvalidArgumentError('It must be a whole number from 1 to 365.')
  return count
}
