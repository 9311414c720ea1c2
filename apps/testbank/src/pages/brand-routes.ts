import type { FastifyInstance } from 'fastify'
import type { Bank } from '../bank/bank.ts'
import { BRANDS, brandLogo } from '../brands/brand.ts'
import { brandPage } from './brand-page.ts'
import { isForeign } from './is-foreign.ts'
import { pageHeaders, sendNotice, sendPage } from './page-answer.ts'

type BrandPath = { Params: { brand: string } }

/** What each of the banks shows to everybody: a page, its logo, and the door that can be opened and closed. */
export function brandRoutes(app: FastifyInstance, bank: Bank): void {
  const named = (id: string) => BRANDS.find((brand) => brand.id === id)

  app.get<BrandPath>('/banks/:brand', (request, reply) => {
    const brand = named(request.params.brand)
    return brand ? sendPage(request, reply, brandPage(bank, brand)) : sendNotice(request, reply, 'not_found')
  })

  app.get<BrandPath>('/banks/:brand/logo.svg', (request, reply) => {
    const brand = named(request.params.brand)
    if (!brand) return sendNotice(request, reply, 'not_found')
    return pageHeaders(reply)
      .header('Cross-Origin-Resource-Policy', 'cross-origin')
      .header('Cache-Control', 'public, max-age=3600')
      .type('image/svg+xml')
      .send(brandLogo(brand))
  })

  app.post<BrandPath>('/banks/:brand/door', (request, reply) => {
    const brand = named(request.params.brand)
    if (isForeign(bank, request) || !brand) return sendNotice(request, reply, 'bad_request')
    if (bank.closed.has(brand.id)) bank.closed.delete(brand.id)
    else bank.closed.add(brand.id)
    return pageHeaders(reply).redirect(`/banks/${brand.id}`, 303)
  })
}
