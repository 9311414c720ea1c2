import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { withAuthorisation } from '../bank/authorise.ts'
import type { Bank } from '../bank/bank.ts'
import { customerFile } from '../bank/library.ts'
import { PAGE_MS } from '../bank/page-authorisation.ts'
import { hashOf, randomKey } from '../bank/secrets.ts'
import { brandOf } from '../brands/brand.ts'
import { composeScenario } from '../scenario/compose.ts'
import { appRoutes } from './app-routes.ts'
import { brandRoutes } from './brand-routes.ts'
import { homePage } from './home-page.ts'
import { isForeign } from './is-foreign.ts'
import { pageHeaders, sendNotice, sendPage } from './page-answer.ts'
import { openVisit, pageForm, type VisitPath, visitAddress } from './visit.ts'
import { answerStep } from './visit-answer.ts'
import { showStep } from './visit-view.ts'
import { refusedAddress, siteOf } from './way-back.ts'

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#0b4a35"/><path d="M3 23h26M5 23v-6M27 23v-6M5 17c6-9 16-9 22 0M11 23v-9M16 23V10.500M21 23v-9" fill="none" stroke="#f6f3e4" stroke-width="1.75" stroke-linecap="round"/></svg>`

/** The bank's own site: what scaRedirect leads to, the files, and a page about the bank. */
export async function bankPages(app: FastifyInstance, bank: Bank): Promise<void> {
  const style = await readFile(new URL('./bank.css', import.meta.url), 'utf8')

  app.get('/', (request, reply) => sendPage(request, reply, homePage(bank)))
  app.get('/assets/bank.css', (_request, reply) =>
    pageHeaders(reply).header('Cache-Control', 'max-age=3600').type('text/css; charset=utf-8').send(style),
  )
  app.get('/assets/bank.svg', (_request, reply) =>
    pageHeaders(reply).header('Cache-Control', 'max-age=3600').type('image/svg+xml').send(ICON),
  )
  app.get<{ Params: { file: string } }>('/scenarios/:file', (request, reply) => {
    const name = request.params.file.replace(/\.txt$/, '')
    const composed = composeScenario(name, (base) => customerFile(bank.library, base))
    const text = bank.library.get(name)?.text ?? (composed?.kind === 'file' ? composed.text : undefined)
    if (text === undefined || !request.params.file.endsWith('.txt')) return sendNotice(request, reply, 'not_found')
    return pageHeaders(reply).type('text/plain; charset=utf-8').send(text)
  })

  // The link works once: it is exchanged for the address of the visit, which reloads as often as one likes.
  app.get<{ Params: { link: string } }>('/sign-in/:link', async (request, reply) => {
    const linkHash = hashOf(request.params.link)
    const [consent, authorisation] = bank.book.findPage('linkHash', linkHash) ?? []
    const page = authorisation?.page
    if (!consent || !page) return sendNotice(request, reply, 'link_unknown')
    const back = {
      site: siteOf(consent, authorisation),
      href: refusedAddress(bank, consent, authorisation),
      brand: brandOf(consent.face),
    }
    if (page.keyHash !== '') return sendNotice(request, reply, 'link_used', back)
    const now = bank.clock.now().getTime()
    if (consent.status !== 'received' || page.expiresAt <= now) return sendNotice(request, reply, 'expired', back)
    const key = randomKey()
    const visited = { ...authorisation, page: { ...page, keyHash: hashOf(key), expiresAt: now + PAGE_MS } }
    await bank.book.save(withAuthorisation(consent, { ...visited, status: 'started' }))
    return pageHeaders(reply).redirect(visitAddress(key), 303)
  })

  app.get<VisitPath>('/pages/:key', async (request, reply) => {
    const visit = openVisit(bank, request, reply)
    return visit ? await showStep({ bank, request, reply }, visit) : reply
  })

  app.post<VisitPath>('/pages/:key', async (request, reply) => {
    if (isForeign(bank, request)) return sendNotice(request, reply, 'bad_request')
    const visit = openVisit(bank, request, reply)
    if (!visit) return reply
    const form = pageForm.safeParse(request.body)
    if (!form.success) return sendNotice(request, reply, 'bad_request')
    pageHeaders(reply)
    // A form of an earlier step (back button, second click) changes nothing.
    if (form.data.step !== visit.page.step) return reply.redirect(visitAddress(visit.key), 303)
    return await answerStep({ bank, request, reply }, visit, form.data)
  })

  appRoutes(app, bank)
  brandRoutes(app, bank)
  app.setNotFoundHandler((request, reply) => sendNotice(request, reply, 'not_found'))
}
