import { asText } from '../as-text.ts'
import { sandboxDocument } from '../sandbox-document.ts'

export interface Place {
  readonly href: string
  readonly label: string
  readonly says: string
}

/** `/` of a sandbox: what this is, where to go, the first calls to copy. */
export function startPage(places: readonly Place[], calls: string): string {
  const cards = places.map(
    ({ href, label, says }) =>
      `<li><a href="${asText(href)}"><b>${asText(label)}</b><span>${asText(says)}</span></a></li>`,
  )
  return sandboxDocument({
    title: 'A sandbox of Raccord',
    here: '/',
    body: `<div class="start">
<p class="lead">Raccord connects people’s bank accounts to an application of yours: a widget, a server behind it, and banks to try both on.<br>
Everything here works as it will with real banks; no bank and no money is real.<br>
A person picks a bank, agrees, proves who he is there, and comes back to you.<br>
You read his accounts and transactions by API, and are told when something changes.<br>
The customer <code>dev</code> with the password <code>dev</code> signs in at every bank of this sandbox.</p>
<ul class="places">${cards.join('\n')}</ul>
<h2 id="calls">The first calls</h2>
<p>In a shell, against this very server. They take a new person each: change the address when you repeat them.</p>
<div class="calls"><button type="button" data-copy="first-calls" hidden>Copy</button><pre id="first-calls" tabindex="0" aria-labelledby="calls">${asText(calls)}</pre></div>
</div>`,
    script: '/gallery/copy.js',
  })
}
