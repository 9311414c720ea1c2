import { Command, Option } from 'commander'
import { type FaceKind, type FaceToken, faceKinds } from '../faces/face-token.ts'
import { issueFaceToken, MOST_FACE_TOKENS } from '../faces/issue-face-token.ts'
import { openings } from '../http/faces/face-urls.ts'
import { listAccounts } from '../store/repositories/account-query.ts'
import { createFaceTokenStore } from '../store/repositories/face-token-store.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { clientOption, dayOption, idsOption, personOf, userOption } from './person-option.ts'
import { withRecord, withStore } from './with-store.ts'

interface Person extends JsonOption {
  readonly user: string
  readonly client?: string
}

/** `raccord tokens …`: what applications of a person may read. */
export function tokensCommand(deps: CliDeps): Command {
  const tokens = new Command('tokens').description('access that people give to their own applications')
  tokens
    .command('create')
    .description('make one; what opens it is shown once')
    .requiredOption(...userOption)
    .option(...clientOption)
    .addOption(
      new Option(
        '--kind <kind>',
        'for a SimpleFIN reader, addresses of files, or a reader of Lunch Flow or Enable Banking',
      )
        .choices(faceKinds)
        .makeOptionMandatory(),
    )
    .requiredOption('--name <name>', 'what the person knows it by')
    .option('--account <id>', 'only this account; repeat for more; all without it', idsOption)
    .option('--from <day>', 'entries from this day on', dayOption)
    .option('--until <day>', 'entries up to this day', dayOption)
    .option(...jsonOption)
    .action(
      (
        options: Person & {
          kind: FaceKind
          name: string
          account?: readonly number[]
          from?: string
          until?: string
        },
      ) =>
        withRecord(deps, async ({ database, record }) => {
          const { kind, account, from, until } = options
          const userId = await personOf(database.kysely, options)
          if (from !== undefined && until !== undefined && from > until)
            throw new CliError('--until must not be before --from.')
          const name = options.name.trim()
          if (name === '' || name.length > 80) throw new CliError('--name must have 1 to 80 characters.')
          const shared = new Set((await listAccounts(database.kysely, userId, {})).map(({ id }) => id))
          if (account?.some((id) => !shared.has(id)))
            throw new CliError('--account names an account that this person does not share.')
          const issued = await issueFaceToken(
            { faceTokens: createFaceTokenStore(database), clock: database.clock },
            {
              ...{ userId, kind, name },
              accountIds: account,
              from,
              until,
            },
          )
          if (issued === undefined)
            throw new CliError(`This person has ${MOST_FACE_TOKENS} tokens already. Revoke one first.`)
          await record({ action: 'token.created', subject: String(issued.token.id), detail: { kind } })
          const { apiUrl, host, port } = deps.config
          const api = apiUrl ?? `http://${host}:${port}`
          const { id } = issued.token
          const opens = openings(api, issued.token, issued.secret)
          answer(deps, options, { id, ...opens }, [`id: ${id}`, ...linesOf(opens)])
        }),
    )
  tokens
    .command('list')
    .description('who may read, and when he last did')
    .requiredOption(...userOption)
    .option(...clientOption)
    .option(...jsonOption)
    .action((options: Person) =>
      withStore(deps, async (database) => {
        const userId = await personOf(database.kysely, options)
        const tokens = await createFaceTokenStore(database).list(userId)
        answer(deps, options, tokens.map(asJson), tokens.map(asLine))
      }),
    )
  tokens
    .command('revoke')
    .description('end one: whoever holds it reads nothing from now on')
    .argument('<id>')
    .requiredOption(...userOption)
    .option(...clientOption)
    .option(...jsonOption)
    .action((id: string, options: Person) =>
      withRecord(deps, async ({ database, record }) => {
        const userId = await personOf(database.kysely, options)
        const known = /^[1-9]\d{0,14}$/.test(id) && (await createFaceTokenStore(database).remove(userId, Number(id)))
        if (!known) throw new CliError('This person has no such token.')
        await record({ action: 'token.revoked', subject: id })
        answer(deps, options, { id: Number(id), revoked: true }, [])
      }),
    )
  return tokens
}

function linesOf(opens: ReturnType<typeof openings>): string[] {
  if ('setup_token' in opens) return [`setup token, to be claimed within a day: ${opens.setup_token}`]
  if ('links' in opens) return Object.entries(opens.links ?? {}).map(([ending, url]) => `${ending}: ${url}`)
  return Object.entries(opens).map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value}`)
}

/** What opens it is known to nobody any more. */
function asJson({ id, kind, name, accountIds, from, until, claimedAt, usedAt, replayedAt }: FaceToken): object {
  return {
    ...{ id, kind, name, accounts: accountIds ?? null, from: from ?? null, until: until ?? null },
    ...{ claimed: claimedAt ?? null, used: usedAt ?? null, claimed_twice: replayedAt ?? null },
  }
}

function asLine({ id, kind, name, accountIds, from, until, claimedAt, usedAt, replayedAt }: FaceToken): string {
  const span = from || until ? `${from ?? ''}..${until ?? ''}` : 'all days'
  const state = kind === 'export' || claimedAt ? `last use ${usedAt?.toISOString() ?? 'never'}` : 'not claimed yet'
  const accounts = accountIds === undefined ? 'all accounts' : `accounts ${accountIds.join(',')}`
  return [id, kind, name, accounts, span, state, ...(replayedAt ? ['CLAIMED TWICE: revoke it'] : [])].join('\t')
}
