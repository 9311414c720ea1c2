import { Command } from 'commander'
import { problemOf } from '../clients/manage-clients.ts'
import { removeClient } from '../store/repositories/client-removal.ts'
import { createClientStore } from '../store/repositories/client-store.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError, noClient } from './cli-deps.ts'
import { collect } from './collect.ts'
import { withRecord } from './with-store.ts'

interface UpdateOptions extends JsonOption {
  readonly name?: string
  readonly redirectUrl: readonly string[]
  readonly withoutRedirectUrl: readonly string[]
  readonly origin: readonly string[]
  readonly withoutOrigin: readonly string[]
  readonly ownLicence?: boolean
  readonly loopback?: boolean
}

/** `raccord clients update <id>`: what is not named stays as it is. */
export function updateCommand(deps: CliDeps): Command {
  return new Command('update')
    .description('change a client; what is not named stays as it is')
    .argument('<id>')
    .option('--name <name>', 'what people read on the consent screen')
    .option('--redirect-url <url>', 'add a URL that the widget may send people to; repeat for more', collect, [])
    .option('--without-redirect-url <url>', 'take one away: journeys that name it are refused', collect, [])
    .option('--origin <origin>', 'add an origin that may frame the widget; repeat for more', collect, [])
    .option('--without-origin <origin>', 'take one away', collect, [])
    .option('--own-licence', 'the client holds a licence of its own and may skip the consent screen')
    .option('--no-own-licence', 'it does not, or no longer')
    .option('--loopback', 'sandbox only: every loopback URL counts as registered')
    .option('--no-loopback', 'only registered URLs')
    .option(...jsonOption)
    .action((id: string, options: UpdateOptions) => update(deps, id, options))
}

async function update(deps: CliDeps, id: string, options: UpdateOptions): Promise<void> {
  if (options.loopback && deps.config.env === 'production')
    throw new CliError('--loopback is for the sandbox: in production every redirect URL is registered by name.')
  await withRecord(deps, async ({ database, record }) => {
    const store = createClientStore(database)
    const client = await store.find(id)
    if (client === undefined) throw noClient(id)
    const changed = {
      ...client,
      ...(options.name === undefined ? {} : { name: options.name.trim() }),
      redirectUrls: changedList(client.redirectUrls, options.redirectUrl, options.withoutRedirectUrl),
      origins: changedList(client.origins, options.origin, options.withoutOrigin),
      ...(options.ownLicence === undefined ? {} : { ownLicence: options.ownLicence }),
      ...(options.loopback === undefined ? {} : { loopbackAllowed: options.loopback }),
    }
    const { logo: _logo, terms: _terms, ...asked } = changed
    const problem = problemOf(asked)
    if (problem !== undefined) throw new CliError(problem)
    await store.put(changed)
    const { name, redirectUrls, origins, ownLicence } = changed
    const now = { name, redirect_urls: redirectUrls, origins, own_licence: ownLicence }
    await record({ action: 'client.changed', subject: id, detail: { what: 'registration', ...now } })
    answer(deps, options, { id, ...now, loopback_allowed: changed.loopbackAllowed }, [])
  })
}

/** `raccord clients remove <id>`. */
export function removeCommand(deps: CliDeps): Command {
  return new Command('remove')
    .description('take a client away, with its secrets, tokens and webhooks; refused while it has people')
    .argument('<id>')
    .requiredOption('--yes', 'nothing brings it back')
    .option(...jsonOption)
    .action((id: string, options: JsonOption) =>
      withRecord(deps, async ({ database, record }) => {
        const answered = await removeClient(database.kysely, id)
        if (answered === undefined) throw noClient(id)
        if (answered.people > 0)
          throw new CliError(
            `“${id}” has ${answered.people} people. Delete them first (DELETE /v2.1/users/{id}): that ends their consents at the banks, which nobody could do afterwards.`,
          )
        await record({ action: 'client.removed', subject: id })
        answer(deps, options, { id, removed: true }, [])
      }),
    )
}

/** @throws CliError when one to be taken away is not there: a slip would leave it registered */
function changedList(before: readonly string[], more: readonly string[], less: readonly string[]): string[] {
  for (const one of less) if (!before.includes(one)) throw new CliError(`${one} is not registered.`)
  return [...new Set([...before.filter((one) => !less.includes(one)), ...more])]
}
