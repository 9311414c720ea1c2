import { lenient } from '@raccord/connector-kit'
import { z } from 'zod'
import { call } from './call.ts'
import { accountUrl, follow } from './links.ts'
import type { AccountList, ListedAccount } from './list-accounts.ts'
import type { Session } from './session.ts'

const { anything, list, text } = lenient

const endUser = z.object({
  connectedPsu: text,
  connectedPsuFirstName: text,
  connectedPsuLastName: text,
})
const owners = z.object({ owners: anything, accountOwners: anything })
const owner = z.object({ name: text, firstName: text, lastName: text, identity: anything })

/** A name more is a comfort: a bank that refuses it costs the name, not the reading. */
export async function connectedPerson(session: Session, page: AccountList): Promise<string | undefined> {
  if (kindOf(session) !== 'end-user-identity') return undefined
  const href = page.links['endUserIdentity']
  const url = href === undefined ? undefined : follow(session, href, page.url)
  const answer = await call(session, {
    operation: 'identity.read',
    method: 'GET',
    url: url ?? `${session.options.baseUrl}/end-user-identity`,
  })
  if (answer.kind === 'failed') return missing(session, answer.bankCode)
  const read = endUser.safeParse(answer.value).data
  const full = [read?.connectedPsuFirstName, read?.connectedPsuLastName].filter((one) => one !== undefined).join(' ')
  return read?.connectedPsu ?? (full || undefined)
}

/** Holders of one account, from 1.6 on, in the bank's order. */
export async function holdersOf(
  session: Session,
  { account, links, from }: ListedAccount,
): Promise<string | undefined> {
  if (kindOf(session) !== 'accounts-owners') return undefined
  const linked = links['owners'] === undefined ? undefined : follow(session, links['owners'], from)
  const url = linked ?? `${accountUrl(session, account.bankId)}/owners`
  const answer = await call(session, { operation: 'owners.read', method: 'GET', url })
  if (answer.kind === 'failed') return missing(session, answer.bankCode)
  const read = owners.safeParse(answer.value).data
  const names = list.parse(read?.owners ?? read?.accountOwners).flatMap((one) => nameOf(one) ?? [])
  return [...new Set(names)].join(', ').slice(0, 140) || undefined
}

function kindOf({ options }: Session): 'none' | 'end-user-identity' | 'accounts-owners' {
  return options.owners ?? (options.version === '1.4' ? 'end-user-identity' : 'accounts-owners')
}

/** `{name}`, `{firstName, lastName}`, or either of them under `identity`. */
function nameOf(value: unknown): string | undefined {
  const read = owner.safeParse(value).data
  if (!read) return undefined
  const full = [read.firstName, read.lastName].filter((one) => one !== undefined).join(' ')
  return read.name ?? (full || (read.identity === undefined ? undefined : nameOf(read.identity)))
}

function missing(session: Session, code: string | undefined): undefined {
  session.bank.log('bank_owner_missing', { code })
  return undefined
}
