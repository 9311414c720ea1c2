import { addressOf, answering, customerOf } from '../../lib/shop.ts'

export function GET(request: Request): Promise<Response> {
  return answering(async () => {
    const customer = customerOf(request)
    if (!customer) return Response.redirect(addressOf('/'), 303)
    const accounts = await customer.listAccounts()
    const rows = accounts.map(({ name, balance = '–', currency }) => `<li>${asText(name)}: ${balance} ${currency}</li>`)
    return new Response(`<ul>${rows.join('')}</ul>`, { headers: { 'content-type': 'text/html; charset=utf-8' } })
  })
}

const asText = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
