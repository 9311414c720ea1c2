import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Bank } from '../bank/bank.ts'
import type { Consent, Grant } from '../bank/consent.ts'
import { hashOf } from '../bank/secrets.ts'
import { openTokenReading, type TokenReading } from '../oidc/reading.ts'
import type { KnownApplication } from './applications.ts'
import { type Aspsp, findAspsp } from './aspsps.ts'
import { ServiceError } from './errors.ts'

export const FACE = '/enable-banking'

/** What the request for an authorisation said, kept with the consent. */
export const requested = z.object({
  application: z.string(),
  aspsp: z.object({ name: z.string(), country: z.string() }),
  psu_type: z.enum(['personal', 'business']),
  valid_until: z.string(),
})

export type Session = {
  readonly consent: Consent
  readonly said: z.infer<typeof requested>
  readonly aspsp: Aspsp
}

/** The session of this id, as far as it is this application's. */
export function sessionOf(bank: Bank, application: KnownApplication, id: string): Session {
  const consent = bank.book.find(id)
  const said = requested.safeParse(consent?.requestedAccess).data
  const aspsp = said && findAspsp(said.aspsp.name, said.aspsp.country)
  if (consent?.face !== FACE || !said || !aspsp || said.application !== application.id)
    throw new ServiceError(404, 'SESSION_DOES_NOT_EXIST', 'No such session.')
  return { consent, said, aspsp }
}

/** The session that an account's id is of, and of no other. */
export function sessionOfAccount(bank: Bank, application: KnownApplication, uid: string): Session {
  const [consent] = bank.book.findGrant(hashOf(uid)) ?? []
  if (!consent) throw new ServiceError(404, 'ACCOUNT_DOES_NOT_EXIST', 'No such account.')
  return sessionOf(bank, application, consent.id)
}

/** Ids of accounts are found by the book like tokens: so they are known again after a restart. */
export function grantsFor(code: Grant, uids: readonly string[]): readonly Grant[] {
  const opened = uids.map((uid): Grant => ({ ...code, kind: 'access', hash: hashOf(uid), used: false }))
  return [{ ...code, used: true }, ...opened]
}

export const isFirst = ({ consent }: Session, uid: string): boolean =>
  consent.grants.find(({ kind }) => kind === 'access')?.hash === hashOf(uid)

/** Session status by that of the consent behind it. */
export function statusOf({ status, grants }: Consent): string {
  switch (status) {
    case 'received':
      return 'PENDING_AUTHORIZATION'
    case 'valid':
      return grants.some(({ kind, used }) => kind === 'code' && used) ? 'AUTHORIZED' : 'RETURNED_FROM_BANK'
    case 'rejected':
      return 'CANCELLED'
    case 'expired':
      return 'EXPIRED'
    case 'revokedByPsu':
      return 'REVOKED'
    case 'terminatedByTpp':
      return 'CLOSED'
  }
}

/** A session that stands, read for its accounts. `list`: a synchronisation begins with this call. */
export async function openReading(
  bank: Bank,
  { consent }: Session,
  request: FastifyRequest,
  list = false,
): Promise<TokenReading> {
  const status = statusOf(consent)
  if (['EXPIRED', 'REVOKED', 'CLOSED'].includes(status))
    throw new ServiceError(401, `${status}_SESSION`, `The session is ${status}.`)
  if (status !== 'AUTHORIZED') throw new ServiceError(400, 'WRONG_SESSION_STATUS', `The session is ${status}.`)
  return openTokenReading(bank, consent, request, 'Psu-Ip-Address', list)
}

/** A bank that names headers wants all of them where there is any. */
export function checkPsuHeaders({ aspsp }: Session, request: FastifyRequest): void {
  const wanted = aspsp.quirks.psuHeaders ?? []
  const there = wanted.filter((name) => request.headers[name.toLowerCase()] !== undefined)
  const any = Object.keys(request.headers).some((name) => name.startsWith('psu-'))
  if (any && there.length < wanted.length)
    throw new ServiceError(400, 'PSU_HEADER_NOT_PROVIDED', 'All of the required headers, or none.')
}
