import type { AccountView, ChannelView, ConnectionView } from '../../../store/repositories/read-model.ts'
import { addDays, type Day, dayOf } from '../../../transactions/day.ts'
import { plainLine } from '../plain-line.ts'
import type { Organisation } from './organisation.ts'

/** What is wrong, in the words of both versions. */
export interface Troubles {
  /** Version 1. An account is marked broken in Actual by how a sentence begins. */
  readonly errors: readonly string[]
  readonly errlist: readonly ErrorItem[]
}

interface ErrorItem {
  readonly code: 'con.auth' | 'con.' | 'act.failed' | 'act.missingdata'
  readonly msg: string
  /** The text names the one, its examples the other. */
  readonly message: string
  readonly conn_id: string
  readonly account_id?: string
}

/** Days before a permission ends in which it is said. */
const SOON = 14

const refusals: Partial<Record<ChannelView['status'], string>> = {
  AUTH_FAILED: 'the bank refuses the login that is kept.',
  TOKEN_EXPIRED: 'the permission has ended.',
  PASSWORD_CHANGE_REQUIRED: 'the bank wants its password changed.',
  CHALLENGE_REQUIRED: 'the bank asks something that only its customer can answer.',
  USER_ACTION_REQUIRED: 'something has to be done on the site of the bank first.',
}

/** Of the channels and accounts that are shown; of others nothing is said. */
export function troublesOf(
  accounts: readonly AccountView[],
  connections: readonly ConnectionView[],
  organisations: ReadonlyMap<number, Organisation>,
  now: Date,
): Troubles {
  const errors: string[] = []
  const errlist: ErrorItem[] = []
  const today = dayOf(now)
  for (const connection of connections) {
    const bank = organisations.get(connection.id)?.name ?? connection.name
    const conn_id = `con_${connection.id}`
    const own = accounts.filter(({ connection_id }) => connection_id === connection.id)
    const used = connection.channels.filter((channel) =>
      own.some(({ definition_id }) => definition_id === channel.definition_id),
    )
    const refused = used.map((channel) => refusalOf(channel, today)).find((reason) => reason !== undefined)
    if (refused !== undefined) {
      errors.push(`Connection to ${bank} may need attention. Please reauthenticate at Raccord.`)
      errlist.push(item('con.auth', `${bank}: ${refused}`, { conn_id }))
    } else {
      const ends = used.flatMap(({ consent_until }) => consent_until ?? []).toSorted()[0]
      // In version 1 it would mark accounts broken that are not.
      if (ends !== undefined && ends <= addDays(today, SOON))
        errlist.push(
          item('con.', `${bank}: the permission ends on ${inWords(ends)}. Renew it at Raccord.`, { conn_id }),
        )
    }
    for (const account of own) {
      const trouble = troubleOf(account)
      if (trouble === undefined) continue
      const msg = `${plainLine(account.name, 100)}: ${trouble.text}`
      errors.push(msg)
      errlist.push(item(trouble.code, msg, { conn_id, account_id: `acc_${account.id}` }))
    }
  }
  return { errors, errlist }
}

function refusalOf({ status, consent_until }: ChannelView, today: Day): string | undefined {
  if (consent_until !== null && consent_until < today) return `the permission ended on ${inWords(consent_until)}.`
  return refusals[status]
}

function troubleOf(account: AccountView): { readonly code: ErrorItem['code']; readonly text: string } | undefined {
  if (account.status === 'ERROR') return { code: 'act.failed', text: 'could not be read at the last try.' }
  if (account.status === 'NOT_FOUND') return { code: 'act.failed', text: 'the bank no longer lists it.' }
  if (account.history_at === null) return { code: 'act.missingdata', text: 'its history is not all in yet.' }
  if (account.books_gap !== null) return { code: 'act.missingdata', text: 'its entries do not make up its balance.' }
  return account.balance_minor === null ? { code: 'act.missingdata', text: 'the bank tells no balance.' } : undefined
}

function item(code: ErrorItem['code'], msg: string, about: Pick<ErrorItem, 'conn_id' | 'account_id'>): ErrorItem {
  return { code, msg, message: msg, ...about }
}

function inWords(day: Day): string {
  return words.format(new Date(`${day}T12:00:00Z`))
}

const words = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
