import { textFields } from '@raccord/home/form'
import { base } from '../base.ts'
import type { Console } from '../console.ts'
import type { ClientView } from '../desk.ts'
import { type ClientForm, clientPage, clientsPage, rotatePage, secretPage } from '../pages/client-pages.ts'
import { notFound, type OwnRoutes, seenIn } from './own-routes.ts'

const themeFields = ['elements_color', 'font_color', 'paper', 'radius'] as const
const empty: ClientForm = { name: '', redirectUrls: [], origins: [], ownLicence: false, theme: {} }

export function clientRoutes({ desk }: Console, own: OwnRoutes): void {
  const { clients } = desk
  const idOf = (parameters: unknown) => textFields(parameters)['id'] ?? ''

  own.get('/clients', async (visit) => clientsPage(visit, await clients.list()))
  own.get('/clients/new', async (visit) =>
    visit.operator.role === 'operator' ? clientPage(visit, { form: empty }) : notFound,
  )

  own.post('/clients', async (visit, request) => {
    const form = readForm(request.body)
    const { id = '' } = form
    const added = await clients.add(visit.operator, id, form)
    return added.kind === 'refused'
      ? { status: 400, page: clientPage(visit, { form, problem: added.reason }) }
      : secretPage(visit, id, added.secret)
  })

  own.get('/clients/:id', async (visit, request) => {
    const client = await clients.find(idOf(request.params))
    if (!client) return notFound
    return clientPage(visit, { client, form: client, saved: textFields(request.query)['said'] === 'saved' })
  })

  own.post('/clients/:id', async (visit, request) => {
    const client: ClientView | undefined = await clients.find(idOf(request.params))
    if (!client) return notFound
    const form = readForm(request.body)
    const seen = seenIn(request.body)
    const changed = await clients.change(visit.operator, client.id, form, seen)
    if (changed.kind === 'stale') {
      const present = (await clients.find(client.id)) ?? client
      return { status: 409, page: clientPage(visit, { client: present, form, stale: true }) }
    }
    return changed.kind === 'refused'
      ? { status: 400, page: clientPage(visit, { client, form, seen, problem: changed.reason }) }
      : { redirect: `${base}/clients/${client.id}?said=saved` }
  })

  own.get('/clients/:id/rotate', async (visit, request) => {
    const client = await clients.find(idOf(request.params))
    return client && visit.operator.role === 'operator' ? rotatePage(visit, client) : notFound
  })

  own.post('/clients/:id/rotate', async (visit, request) => {
    const id = idOf(request.params)
    const secret = await clients.rotate(visit.operator, id)
    return secret === undefined ? notFound : secretPage(visit, id, secret)
  })

  own.get('/clients/:id/preview', async (visit, request, reply) => {
    const picture = await clients.preview(idOf(request.params), visit.locale)
    if (!picture) return notFound
    return reply.header('content-security-policy', picture.policy).send(picture.html)
  })
}

function readForm(body: unknown): ClientForm {
  const form = textFields(body)
  const lines = (name: string) =>
    (form[name] ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .slice(0, 100)
  const theme = themeFields.flatMap((name) => {
    const value = (form[name] ?? '').trim()
    return value === '' ? [] : [[name, value] as const]
  })
  return {
    ...{ id: (form['id'] ?? '').trim(), name: form['name'] ?? '', ownLicence: form['own_licence'] === 'on' },
    ...{ redirectUrls: lines('redirect_urls'), origins: lines('origins'), theme: Object.fromEntries(theme) },
  }
}
