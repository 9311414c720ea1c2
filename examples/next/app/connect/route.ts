import { addressOf, answering, customerOf, newCustomer } from '../../lib/shop.ts'

/** A form posts here and is led to the widget; a script asks for the link and opens it in a frame. */
export function POST(request: Request): Promise<Response> {
  return answering(async () => {
    const known = customerOf(request)
    const { customer, cookie } = known ? { customer: known, cookie: undefined } : await newCustomer()
    const { url } = await customer.widgetLink('add_connection', { redirect_url: addressOf('/accounts') })
    const headers = new Headers(cookie === undefined ? {} : { 'set-cookie': cookie })
    if (request.headers.get('accept') === 'text/plain') return new Response(url, { headers })
    headers.set('location', url)
    return new Response(null, { status: 303, headers })
  })
}
