import type { Bank } from '../bank/bank.ts'
import { FACES } from '../berlin-group/face.ts'
import { BRANDS } from '../brands/brand.ts'
import { CHALLENGE_WORDS, EVENT_WORDS, MODIFIER_WORDS } from '../scenario/words.ts'
import { html } from './html.ts'
import type { Page } from './layout.ts'

const RECORDS: readonly (readonly [string, string])[] = [
  ['CREDENTIALS|login|password', 'what the bank accepts'],
  ['CREDENTIALS_OWNER|name', 'the person; may be empty'],
  [
    'ACCOUNT|uid|number|DD/MM/YY|balance|type|…|iban|currency',
    '14 fields; types Checkings, Savings, Loans, CreditCard; any other is shown as it is',
  ],
  ['TRANSACTION|amount|DD/MM/YY|label', 'booked entry of the account above'],
  ['PENDING|amount|DD/MM/YY|label', 'entry not booked yet; the date may be empty'],
  [
    'DETAIL|other side|cheque|line|…',
    'of the TRANSACTION or PENDING right above: who is on the other side, the number of a cheque, further lines',
  ],
  ['FACT|name|value', 'of the ACCOUNT above: credit_limit, interest_rate, end_date and the like'],
  ['REPEAT|copies|per_day', 'the transaction above, that many times in all, on successive days'],
  ['RELATIVE_TO|DD/MM/YY', 'this day is the day of the first sign-in; later entries appear day by day'],
  [
    'CHALLENGE|kind|code|length|attempts',
    'ask for one; several in a row. Kinds: OTP, EMAIL, CHIP, FLICKER, OFFLINE, PHOTO_TAN, QR, IMAGE, QUESTION, PUSH',
  ],
  ['SCA_METHODS|id:type:name|…', 'let the person choose how to get it (embedded)'],
  ['MESSAGE|text', 'the bank’s words with the challenge above; the question itself'],
  ['EXPIRES|seconds', 'the challenge above is good for so long'],
  ['RESENDS|n', 'how often it can be sent again'],
  ['APPROVAL|ask, approve or refuse|seconds', 'what becomes of a request in the app'],
  ['THEN|reads or days|n|expired, revoked or kept', 'what follows holds after so many unattended readings, or days'],
  ['PASSWORD|password', 'below THEN: the password from then on'],
  [
    'ERROR|where|what|times',
    'where: consent, login, accounts, balances, transactions; what: down, refuse, format, timeout(seconds), rate_limited, blocked, malformed',
  ],
  ['LATENCY|ms', 'slow answers'],
  ['PAGE_SIZE|n', 'transactions a page'],
  ['CONSENT_DAYS|n', 'longest life of a consent'],
  ['FREQUENCY|n', 'most unattended reads a day'],
  ['CONSENTS_PER_PSU|n', 'recurring consents one person may hold at once (the standard: 1)'],
]

/** What this bank is, whom one can be here, and what a file may say. For developers, so in English only. */
export function homePage(bank: Bank): Page {
  const files = [...bank.library.values()].sort(
    (left, right) => Number(right.name === 'default') - Number(left.name === 'default'),
  )
  const people = files.map(({ name, text, scenario }) => {
    const about = /^#\s*(.+)$/m.exec(text)?.[1] ?? ''
    return html`<tr><td><code>${scenario.login}</code></td><td><code>${scenario.password}</code></td><td>${about}</td><td><a href="/scenarios/${name}.txt">${name}.txt</a></td></tr>`
  })
  const banks = BRANDS.map(
    ({ id, name, customer }) =>
      html`<tr><td><a href="/banks/${id}">${name}</a></td><td><code>${customer}</code></td><td>${bank.closed.has(id) ? 'closed' : 'open'}</td></tr>`,
  )
  const words = [
    ...Object.entries({ ...CHALLENGE_WORDS, ...MODIFIER_WORDS }).map(
      ([name, { about, usual }]) => [usual === undefined ? name : `${name}(${usual})`, about] as const,
    ),
    ...Object.entries(EVENT_WORDS).map(([name, { about }]) => [`….then.${name}`, about] as const),
  ].map(([word, about]) => html`<tr><td><code>${word}</code></td><td>${about}</td></tr>`)
  const faces = FACES.map(
    ({ path, sca }) => html`<tr><td><code>${bank.origin()}${path}</code></td><td>${FACE_TEXT[sca]}</td></tr>`,
  )
  return {
    title: 'About this bank',
    wide: true,
    body: html`<h1>A bank to try things on</h1>
<p class="lead">It speaks Berlin Group NextGenPSD2 1.3, STET, Open Banking UK and FinTS to programs and has sign-in pages for people. Its customers and their accounts come from text files: those below, or one of yours, whose address is typed at sign-in.</p>
<h2 id="banks">Banks that it plays</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Banks"><table><thead><tr><th scope="col">Bank</th><th scope="col">Customer</th><th scope="col">Now</th></tr></thead><tbody>${banks}</tbody></table></div>
<h2 id="customers">Customers</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Customers"><table><thead><tr><th scope="col">Login</th><th scope="col">Password</th><th scope="col">What happens</th><th scope="col">File</th></tr></thead><tbody>${people}</tbody></table></div>
<h2>Composed logins</h2>
<p>Words joined by <code>+</code> are asked one after the other, <code>.then.</code> says what the first reading without the person meets: <code>otp+photo_tan</code>, <code>success.then.token_expired</code>, <code>dev+push.then.question</code>. The password is the login. A tag at the end (<code>push@ann</code>) makes another person. The login of a file above may stand first.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Words"><table><thead><tr><th scope="col">Word</th><th scope="col">What happens</th></tr></thead><tbody>${words}</tbody></table></div>
<h2>Addresses for programs</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Addresses"><table><tbody>${faces}</tbody></table></div>
<h2>Records of a file</h2>
<p>UTF-8 text, one record a line, fields split by <code>|</code>. Blank lines and lines that begin with <code>#</code> are ignored.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Records"><table><tbody>${RECORDS.map(([record, text]) => html`<tr><td><code>${record}</code></td><td>${text}</td></tr>`)}</tbody></table></div>`,
  }
}

const FACE_TEXT = {
  choice: 'EMBEDDED when TPP-Redirect-Preferred is false, else REDIRECT',
  embedded: 'always EMBEDDED',
  redirect: 'always REDIRECT',
  oauth: 'REDIRECT by OAuth 2.0 (scaOAuth, PKCE), bearer token for reading',
} as const
