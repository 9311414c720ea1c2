import { textFields } from '../form.ts'
import type { Home, MemberVisit } from '../home.ts'
import { type WaysInView, waysInPage } from '../pages/ways-in-page.ts'
import { notFound, type OwnRoutes } from './own-routes.ts'
import type { Answer } from './send-answer.ts'

const page = '/home/ways-in'

/** What the owner sets up so that there are banks to connect. */
export function waysInRoutes(home: Home, own: OwnRoutes): void {
  const { waysIn } = home.options
  if (!waysIn) return
  const show = async (visit: MemberVisit, more: Omit<WaysInView, 'state'> = {}) =>
    waysInPage(visit, { state: await waysIn.read(), ...more })
  /** Anybody else is told that there is no such page. */
  const owned = (work: (visit: MemberVisit, form: Readonly<Record<string, string>>) => Promise<Answer>) => {
    return async (visit: MemberVisit, request: { readonly body?: unknown; readonly params?: unknown }) =>
      visit.member.role === 'owner'
        ? work(visit, { ...textFields(request.body), ...textFields(request.params) })
        : notFound
  }
  const post = (path: string, work: Parameters<typeof owned>[0]) => own.post(`/ways-in${path}`, owned(work))

  own.get(
    '/ways-in',
    owned((visit) => show(visit)),
  )

  own.get('/ways-in/enable-banking/certificate', async (visit, _request, reply) => {
    const { certificate } = (await waysIn.read()).enableBanking
    if (visit.member.role !== 'owner' || certificate === undefined) return notFound
    return reply
      .type('application/x-pem-file')
      .header('content-disposition', 'attachment; filename="enable-banking.pem"')
      .send(certificate)
  })

  post('/enable-banking/key', async () => {
    await waysIn.makeKey()
    return { redirect: `${page}#enable-banking` }
  })

  post('/enable-banking', async (visit, { application = '' }) => {
    const typed = application.trim()
    const known = await waysIn.useApplication(typed)
    if (known.kind === 'known') return show(visit, { application: known })
    return { status: 400, page: await show(visit, { application: known, typed }) }
  })

  post('/enable-banking/check', async (visit) => show(visit, { application: await waysIn.checkApplication() }))

  post('/enable-banking/forget', async () => {
    await waysIn.forgetApplication()
    return { redirect: page }
  })

  post('/fints', async (visit, { product = '' }) => {
    const id = product.trim()
    // As banks take it: letters and digits, 25 at most.
    if (id !== '' && !/^[A-Za-z0-9]{5,25}$/.test(id))
      return { status: 400, page: await show(visit, { wrong: { product: visit.t('ways.fintsWrongId') } }) }
    await waysIn.useProduct(id === '' ? undefined : id)
    return { redirect: `${page}#fints` }
  })

  post('/fints/check', async (visit) => show(visit, { banks: await waysIn.checkProduct() }))

  post('/fints/banks', async (visit, { blz = '', code = '', name, url }) => {
    const bank = { blz: (blz || code).replace(/\s/g, ''), ...(name && url ? { name, url: url.trim() } : {}) }
    if (await waysIn.addBank(bank)) return { redirect: `${page}#fints` }
    return { status: 400, page: await show(visit, { wrong: { bank: visit.t('ways.fintsWrongBank') } }) }
  })

  post('/fints/:blz/remove', async (_visit, { blz = '' }) => {
    await waysIn.removeBank(blz)
    return { redirect: `${page}#fints` }
  })
}
