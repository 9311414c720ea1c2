import type { FastifyInstance } from 'fastify'
import { readProfessionalAccount } from '../../../users/professional-account.ts'
import { openLoneForm } from '../lone-form.ts'
import { farewellOf, lonePageUrl, openLonePage, sendLonePage } from '../lone-page.ts'
import type { PreviousDeps } from '../previous-deps.ts'
import { lonePages } from '../previous-paths.ts'

/** `GET /widget/professional-account`: which business the accounts belong to, kept sealed with the user. */
export function professionalAccountRoute(app: FastifyInstance, deps: PreviousDeps): void {
  const path = lonePages.professionalAccount
  app.get(path, async (request, reply) => {
    const page = await openLonePage(deps, request, reply, path)
    if (!page) return reply
    const known = await deps.professional.find(page.visited.session.userId)
    const farewell = farewellOf(deps, request, page)
    return sendLonePage(deps, request, reply, page, {
      kind: 'professional_account',
      values: { ...known },
      errors: {},
      ...(known && farewell.leave ? { saved: farewell } : {}),
    })
  })

  app.post(path, { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const form = await openLoneForm(deps, request, reply, path, 'professional_account')
    if (!form) return reply
    const { page, body } = form
    const read = readProfessionalAccount((field) => {
      const value = body[`f_${field}`]
      return typeof value === 'string' ? value : ''
    })
    if (read.kind === 'wrong') {
      const { values, errors } = read
      return sendLonePage(deps, request, reply, page, { kind: 'professional_account', values, errors }, 422)
    }
    await deps.professional.put(page.visited.session.userId, read.account, deps.widget.journey.now())
    return reply.redirect(lonePageUrl(page, 'done'), 303)
  })
}
