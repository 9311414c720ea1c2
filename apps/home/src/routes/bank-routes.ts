import { locales } from '@raccord/contract'
import { textFields } from '../form.ts'
import type { Home, MemberVisit } from '../home.ts'
import type { PlainKey } from '../messages/catalogue.ts'
import { banksPage } from '../pages/banks-page.ts'
import { consentsPage } from '../pages/consents-page.ts'
import { RaccordError, type WidgetEndpoint } from '../raccord/raccord-client.ts'
import { notFound, type OwnRoutes } from './own-routes.ts'

/** What the page says after something was done: by what the widget tells at the return, and by our own buttons. */
const says: Readonly<Record<string, PlainKey>> = {
  updated: 'return.updated',
  files: 'return.files',
  deleted: 'return.deleted',
  cancelled: 'return.cancelled',
  error: 'return.error',
  asked: 'banks.asked',
  not_asked: 'banks.notAsked',
}

/** Banks: out to the widget, and back. */
export function bankRoutes(home: Home, own: OwnRoutes): void {
  own.get('/banks', async (visit, request) => {
    const [connections, accounts] = await visit.api.as((token, raccord) =>
      Promise.all([raccord.connections(token, visit.locale), raccord.accounts(token)]),
    )
    const said = textFields(request.query)['said'] ?? ''
    const key = Object.hasOwn(says, said) ? says[said] : undefined
    const now = Math.floor(home.now.getTime() / 1000)
    return banksPage(visit, { connections, accounts, now, ...(key ? { said: visit.t(key) } : {}) })
  })

  own.get('/consents', async (visit) =>
    consentsPage(visit, await visit.api.as((token, raccord) => raccord.consents(token))),
  )

  own.get('/consents/:id', async (visit, request, reply) => {
    const { id = '' } = textFields(request.params)
    const consents = await visit.api.as((token, raccord) => raccord.consents(token))
    const found = consents.find((consent) => consent.id === id)
    if (!found) return notFound
    return reply
      .type('application/jose')
      .header('content-disposition', `attachment; filename="receipt-${found.id}.jws"`)
      .send(found.receipt)
  })

  own.post('/banks/connect', (visit) => toWidget(home, visit, 'add_connection'))

  own.post('/banks/upload', (visit) =>
    toWidget(home, visit, 'add_connection', { provider_id: '9999999' }, '/return?way=files'),
  )

  const doors: Readonly<Record<string, WidgetEndpoint>> = {
    renew: 'edit_credentials',
    answer: 'user_input',
    manage: 'manage_accounts',
  }
  for (const [name, endpoint] of Object.entries(doors))
    own.post(`/banks/:id/${name}`, async (visit, request) => {
      const { id = '' } = textFields(request.params)
      return (await isOwn(visit, id)) ? toWidget(home, visit, endpoint, { connection_id: id }) : notFound
    })

  own.post('/banks/:id/read', async (visit, request) => {
    const { id = '' } = textFields(request.params)
    if (!(await isOwn(visit, id))) return notFound
    const asked = await visit.api
      .as((token, raccord) => raccord.sync(token, id))
      .then(
        () => true,
        (error: unknown) => {
          // Already being read, asked too often today, or it waits for its owner: nothing is lost.
          if (error instanceof RaccordError && error.status < 500) return false
          throw error
        },
      )
    return { redirect: `/home/banks?said=${asked ? 'asked' : 'not_asked'}` }
  })

  own.get('/return', async (_visit, request) => {
    const { status = '', result = '', way = '' } = textFields(request.query)
    // The widget has said already that it is connected: now to what it is about.
    if (status === 'success' && result === 'created') return { redirect: '/home' }
    const said = status !== 'success' ? status : way === 'files' && result === 'updated' ? way : result
    return { redirect: `/home/banks?said=${Object.hasOwn(says, said) ? said : 'updated'}` }
  })
}

async function isOwn(visit: MemberVisit, connectionId: string): Promise<boolean> {
  const connections = await visit.api.as((token, raccord) => raccord.connections(token, visit.locale))
  return connections.some(({ id }) => id === connectionId)
}

async function toWidget(
  home: Home,
  visit: MemberVisit,
  endpoint: WidgetEndpoint,
  more: Readonly<Record<string, string>> = {},
  path = '/return',
): Promise<{ redirect: string }> {
  const back = home.address(path)
  const spoken = locales.some((locale) => locale === visit.locale)
  const link = await visit.api.as((token, raccord) =>
    raccord.widgetLink(token, endpoint, {
      ...more,
      redirect_url: back,
      cancel_url: back,
      ...(spoken ? { locale: visit.locale } : {}),
    }),
  )
  return { redirect: link }
}
