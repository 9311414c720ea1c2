import { Command } from 'commander'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { addressesCheck, proxyCheck } from './doctor/address-check.ts'
import { banksCheck } from './doctor/banks-check.ts'
import { consoleCheck } from './doctor/console-check.ts'
import { databaseCheck } from './doctor/database-check.ts'
import { type Check, type Examined, type Finding, findings, reasonOf } from './doctor/finding.ts'
import { certificatesCheck, diskCheck, environmentCheck, keysCheck, metricsCheck } from './doctor/own-checks.ts'
import { woobCheck } from './doctor/woob-check.ts'

/** In the order in which one sets up an installation: what comes first is mended first. */
const checks: readonly Check[] = [
  environmentCheck,
  keysCheck,
  diskCheck,
  databaseCheck,
  addressesCheck,
  proxyCheck,
  metricsCheck,
  consoleCheck,
  certificatesCheck,
  banksCheck,
  woobCheck,
]

/** `raccord doctor`. */
export function doctorCommand(deps: CliDeps): Command {
  return new Command('doctor')
    .description('look at everything that an installation needs, and say what is not well; then the exit code is 1')
    .option('--live', 'ask each address of this installation’s banks, too')
    .option(...jsonOption)
    .action(async (options: JsonOption & { readonly live?: true }) => {
      const found = await examine(deps, options.live ?? false)
      answer(deps, options, found, found.flatMap(linesOf))
      const bad = found.filter(({ status }) => status === 'fail').length
      if (bad > 0) throw new CliError(bad === 1 ? 'one thing is not well' : `${bad} things are not well`)
    })
}

async function examine(deps: CliDeps, live: boolean): Promise<Finding[]> {
  const settings = findings('settings')
  let examined: Examined
  try {
    examined = { config: deps.config, deps, live }
  } catch (error) {
    return [settings.fail(error instanceof Error ? error.message : 'unknown reason', 'docs/reference/settings.md')]
  }
  const found: Finding[] = [settings.ok('every one is understood')]
  // One after the other: an embedded database is opened by one of them at a time.
  for (const check of checks) found.push(...(await run(check, examined)))
  return found
}

async function run(check: Check, examined: Examined): Promise<readonly Finding[]> {
  try {
    return await check.run(examined)
  } catch (error) {
    const said =
      error instanceof Error && error.message !== '' ? error.message.split('\n', 1).join('') : reasonOf(error)
    return [findings(check.name).fail(said)]
  }
}

function linesOf({ check, status, said, do: what }: Finding): string[] {
  return [
    `${status.padEnd(5)}${check.padEnd(14)}${said}`,
    ...(what === undefined ? [] : [`${' '.repeat(19)}→ ${what}`]),
  ]
}
