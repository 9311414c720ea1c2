import { Command } from 'commander'
import type { Client } from '../clients/client.ts'
import { addClient, designClient, rotateClientSecret } from '../clients/manage-clients.ts'
import { createClientStore } from '../store/repositories/client-store.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError, noClient } from './cli-deps.ts'
import { removeCommand, updateCommand } from './client-changes.ts'
import { collect } from './collect.ts'
import { corrections, type DesignOptions, logoOf, themeOf, withDesignOptions } from './design-options.ts'
import { readTermsFiles, type TermsFile, termsCommand, termsOption } from './terms-command.ts'
import { withRecord, withStore } from './with-store.ts'

interface AddOptions extends DesignOptions, JsonOption {
  readonly name: string
  readonly redirectUrl: string[]
  readonly origin: string[]
  readonly ownLicence?: boolean
  readonly loopback?: boolean
  readonly terms: readonly TermsFile[]
}

/** `raccord clients …`. Secrets are made here and shown once; none is ever taken from the command line. */
export function clientsCommand(deps: CliDeps): Command {
  const clients = new Command('clients').description('client applications (tenants)')

  withDesignOptions(clients.command('add'))
    .description('register a client and show its secret, once')
    .argument('<id>', 'client_id: letters, digits, dots, hyphens, underscores')
    .requiredOption('--name <name>', 'what people read on the consent screen')
    .option('--redirect-url <url>', 'a URL that the widget may send people to; repeat for more', collect, [])
    .option('--origin <origin>', 'an origin that may frame the widget; repeat for more', collect, [])
    .option(...termsOption)
    .option('--own-licence', 'the client holds a licence of its own and may skip the consent screen')
    .option('--loopback', 'sandbox only: every loopback URL counts as registered')
    .option(...jsonOption)
    .action((id: string, options: AddOptions) => add(deps, id, options))

  withDesignOptions(clients.command('design'))
    .description('change logo and theme; what is not named stays as it is')
    .argument('<id>')
    .option('--no-logo', 'take the logo away')
    .option('--plain', 'forget the theme first')
    .option(...jsonOption)
    .action((id: string, options: DesignOptions & JsonOption & { plain?: boolean }) =>
      withRecord(deps, async ({ database, record }) => {
        const store = createClientStore(database)
        const client = await store.find(id)
        if (client === undefined) throw noClient(id)
        const theme = { ...(options.plain ? {} : client.theme), ...themeOf(options) }
        const logo = options.logo === false ? null : await logoOf(options)
        const refused = await designClient(store, id, { theme, logo })
        if (refused !== undefined) throw new CliError(refused)
        await record({ action: 'client.changed', subject: id, detail: { what: 'design' } })
        answer(deps, options, { id, theme, notes: corrections(theme) }, corrections(theme))
      }),
    )

  clients.addCommand(termsCommand(deps))
  clients.addCommand(updateCommand(deps))
  clients.addCommand(removeCommand(deps))

  clients
    .command('list')
    .description('list clients')
    .option(...jsonOption)
    .action((options: JsonOption) =>
      withStore(deps, async (database) => {
        const all = await createClientStore(database).list()
        answer(
          deps,
          options,
          all.map(shown),
          all.map(({ id, name }) => `${id}\t${name}`),
        )
      }),
    )

  clients
    .command('show')
    .description('show a client; its secrets are not known')
    .argument('<id>')
    .option(...jsonOption)
    .action((id: string, options: JsonOption) =>
      withStore(deps, async (database) => {
        const client = await createClientStore(database).find(id)
        if (client === undefined) throw noClient(id)
        // Nested as it is, it has one form.
        answer(deps, options, shown(client), [JSON.stringify(shown(client), undefined, 2)])
      }),
    )

  clients
    .command('rotate-secret')
    .description('make a new secret and show it, once; the newest of the old ones goes on working until the next time')
    .argument('<id>')
    .option(...jsonOption)
    .action(async (id: string, options: JsonOption) => {
      const secret = await withRecord(deps, async ({ database, record }) => {
        const fresh = await rotateClientSecret(createClientStore(database), id)
        if (fresh === undefined) throw noClient(id)
        await record({ action: 'client.secret_rotated', subject: id })
        return fresh
      })
      const client_secret = secret.expose()
      answer(deps, options, { client_id: id, client_secret }, [`client_secret: ${client_secret}`])
    })
  return clients
}

async function add(deps: CliDeps, id: string, options: AddOptions): Promise<void> {
  if (options.loopback && deps.config.env === 'production') {
    throw new CliError('--loopback is for the sandbox: in production every redirect URL is registered by name.')
  }
  const logo = await logoOf(options)
  const theme = themeOf(options)
  const terms = await readTermsFiles(options.terms)
  const secret = await withRecord(deps, async ({ database, record }) => {
    const answer = await addClient(
      { clients: createClientStore(database), clock: database.clock },
      {
        id,
        name: options.name,
        redirectUrls: options.redirectUrl,
        origins: options.origin,
        logo,
        theme,
        terms,
        ownLicence: options.ownLicence ?? false,
        loopbackAllowed: options.loopback ?? false,
      },
    )
    if (answer.kind === 'refused') throw new CliError(answer.reason)
    const detail = {
      redirect_urls: options.redirectUrl,
      origins: options.origin,
      own_licence: options.ownLicence ?? false,
    }
    await record({ action: 'client.added', subject: id, detail })
    return answer.secret
  })
  const client_secret = secret.expose()
  answer(deps, options, { client_id: id, client_secret, notes: corrections(theme) }, [
    `client_id: ${id}`,
    `client_secret: ${client_secret}`,
    ...corrections(theme),
  ])
}

/** By the names of the clients file. */
function shown(client: Client): object {
  const { secretHashes, createdAt, redirectUrls, loopbackAllowed, ownLicence, ...rest } = client
  return {
    ...rest,
    redirect_urls: redirectUrls,
    own_licence: ownLicence,
    loopback_allowed: loopbackAllowed,
    live_secrets: secretHashes.length,
    creation_date: createdAt.toISOString(),
  }
}
