import { fieldValues, textFields } from '../form.ts'
import type { MemberVisit } from '../home.ts'
import { isDay, midnightOf } from '../messages/format.ts'
import { applicationsPage, keyPage } from '../pages/applications-page.ts'
import { type NewToken, RaccordError } from '../raccord/raccord-client.ts'
import { notFound, type OwnRoutes } from './own-routes.ts'

const kinds = ['simplefin', 'export', 'lunchflow', 'enable_banking'] as const

/** Keys that a member makes for other applications of his. */
export function applicationRoutes(own: OwnRoutes): void {
  own.get('/applications', (visit) => listed(visit))

  own.post('/applications', async (visit, request) => {
    const form = textFields(request.body)
    const name = (form['name'] ?? '').trim()
    const refuse = async (wrong: string) => ({ status: 400, page: await listed(visit, { wrong, name }) })
    if (name === '' || name.length > 80) return refuse(visit.t('applications.noName'))
    const ids = fieldValues(request.body, 'account')
    // Narrowing is never lost to a slip: with an account chosen, or "only these", it is these.
    const some = form['which'] !== 'all' || ids.length > 0
    if (some && ids.length === 0) return refuse(visit.t('applications.noAccount'))
    const from = form['from'] ?? ''
    const asked: NewToken = {
      name,
      kind: kinds.find((kind) => kind === form['kind']) ?? 'simplefin',
      ...(some ? { account_ids: ids } : {}),
      ...(isDay(from) ? { start_date: midnightOf(from) } : {}),
    }
    try {
      return keyPage(visit, await visit.api.as((token, raccord) => raccord.makeToken(token, asked)))
    } catch (error) {
      if (!(error instanceof RaccordError)) throw error
      if (error.code === 'too_many_tokens') return refuse(visit.t('applications.tooMany'))
      if (error.status === 400) return refuse(visit.t('applications.noAccount'))
      throw error
    }
  })

  own.post('/applications/:id/revoke', async (visit, request) => {
    const { id = '' } = textFields(request.params)
    try {
      await visit.api.as((token, raccord) => raccord.revokeToken(token, id))
    } catch (error) {
      if (error instanceof RaccordError && error.status === 404) return notFound
      throw error
    }
    return { redirect: '/home/applications' }
  })
}

async function listed(visit: MemberVisit, more: { wrong?: string; name?: string } = {}): Promise<string> {
  const [tokens, accounts] = await visit.api.as((token, raccord) =>
    Promise.all([raccord.tokens(token), raccord.accounts(token)]),
  )
  // Keys that a download needs for a moment.
  const shown = tokens.filter(({ name }) => name !== downloadKey)
  return applicationsPage(visit, { tokens: shown, accounts, ...more })
}

export const downloadKey = 'home: download'
