import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Bank } from '../bank/bank.ts'
import type { Authorisation, Consent, PageState } from '../bank/consent.ts'
import { hashOf } from '../bank/secrets.ts'
import { brandOf } from '../brands/brand.ts'
import { sendNotice } from './page-answer.ts'
import { refusedAddress, siteOf } from './way-back.ts'

/** A PSU on the bank's pages: whose consent, which authorisation, where he stands. */
export type Visit = {
  readonly consent: Consent
  readonly authorisation: Authorisation
  readonly page: PageState
  readonly key: string
  readonly site: string
}

export type VisitPath = { Params: { key: string } }

export const pageForm = z.looseObject({
  step: z.enum(['login', 'accounts', 'otp']),
  decision: z.enum(['approve', 'refuse']).default('approve'),
  login: z.string().max(200).default(''),
  password: z.string().max(200).default(''),
  configuration_url: z.string().max(4000).default(''),
  account: z.union([z.string().transform((one) => [one]), z.array(z.string()).max(200)]).default([]),
  otp: z.string().max(200).default(''),
})
export type PageForm = z.infer<typeof pageForm>

/** The visit behind a page address, if it can go on; otherwise the answer that says why not has been sent. */
export function openVisit(bank: Bank, request: FastifyRequest<VisitPath>, reply: FastifyReply): Visit | undefined {
  const [consent, authorisation] = bank.book.findPage('keyHash', hashOf(request.params.key)) ?? []
  const page = authorisation?.page
  if (!consent || !authorisation || !page) {
    void sendNotice(request, reply, 'link_unknown')
    return undefined
  }
  const site = siteOf(consent, authorisation)
  const visit = { consent, authorisation, page, key: request.params.key, site }
  if (page.step === 'done') void sendNotice(request, reply, 'finished')
  else if (consent.status !== 'received' || page.expiresAt <= bank.clock.now().getTime()) {
    void sendNotice(request, reply, 'expired', {
      site,
      href: refusedAddress(bank, consent, authorisation),
      brand: brandOf(consent.face),
    })
  } else return visit
  return undefined
}

export const visitAddress = (key: string): string => `/pages/${key}`
