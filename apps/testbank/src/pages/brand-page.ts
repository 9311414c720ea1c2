import type { Bank } from '../bank/bank.ts'
import type { Brand } from '../brands/brand.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'

/** The bank’s own front page: whether it is open, and who is a customer. For developers, so in English only. */
export function brandPage(bank: Bank, brand: Brand): Page {
  const closed = bank.closed.has(brand.id)
  return {
    title: brand.name,
    brand,
    body: html`<h1>${brand.name}</h1>
<p class="lead">A bank that does not exist, played by the test bank: programs meet it at <code>${bank.origin()}/banks/${brand.id}</code>.</p>
<p><strong>${closed ? 'Closed' : 'Open'}.</strong> ${closed ? 'Every call of a program is answered “come back later”, as at a bank in trouble.' : 'Calls of programs are answered.'}</p>
<form method="post" action="/banks/${brand.id}/door">
<div class="actions"><button type="submit">${closed ? 'Open this bank' : 'Close this bank'}</button></div>
</form>
<h2>Customer</h2>
<p>Login and password are <code>${brand.customer}</code>. <a href="/">Everybody else</a> of the test bank may sign in here too.</p>`,
  }
}
