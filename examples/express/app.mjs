// A shop that connects its customer's bank, with Express.
//
//   RACCORD_URL=http://127.0.0.1:4400 PORT=5000 node app.mjs
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRaccord, RaccordError, verifyWebhook, WebhookError } from '@raccord/sdk'
import express from 'express'

const { RACCORD_URL = 'http://127.0.0.1:4400', CLIENT_ID = 'sandbox', PORT = '5000', ...env } = process.env
const clientSecret = env.CLIENT_SECRET ?? 'sandbox-secret'
const raccord = createRaccord({ url: RACCORD_URL, clientId: CLIENT_ID, clientSecret })

/** Who is signed in, by his cookie. A real shop has a database, and keeps `user.tokens()` there. */
const customers = new Map()
/** What webhooks told, by id: deliveries come at least once. */
const told = new Map()
let webhookSecret = ''

const app = express()
app.disable('x-powered-by')

app.get('/', async (_request, response) => {
  const [email, password] = [`${randomBytes(6).toString('hex')}@example.org`, randomBytes(16).toString('base64url')]
  await raccord.createUser({ email, password })
  const visit = randomBytes(16).toString('base64url')
  customers.set(visit, await raccord.signIn(email, password))
  const page = await readFile(new URL('../html/index.html', import.meta.url), 'utf8')
  response.cookie('visit', visit, { httpOnly: true, sameSite: 'lax' })
  response.type('html').send(page.replaceAll('https://raccord.example', RACCORD_URL))
})

/** Only for who is signed in; anybody else begins at the home page. */
const signedIn = (request, response, next) => {
  const visit = /(?:^|; )visit=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
  response.locals.customer = customers.get(visit)
  if (response.locals.customer) next()
  else response.redirect(303, '/')
}

// A form posts here and is led to the widget; a script asks for the link and opens it in a frame.
app.post('/connect', signedIn, async (request, response) => {
  const { url } = await response.locals.customer.widgetLink('add_connection', {
    redirect_url: `http://${request.headers.host}/accounts`,
  })
  if (request.headers.accept === 'text/plain') response.type('text').send(url)
  else response.redirect(303, url)
})

app.get('/accounts', signedIn, async (_request, response) => {
  const accounts = await response.locals.customer.listAccounts()
  const rows = accounts.map(({ name, balance = '–', currency }) => `<li>${asText(name)}: ${balance} ${currency}</li>`)
  response.type('html').send(`<ul>${rows.join('')}</ul>`)
})

// What is signed are the bytes: a parser of JSON must not come before.
app.post('/webhook', express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
  const event = await verifyWebhook(webhookSecret, request.headers, request.body)
  told.set(event.id, event.type)
  response.sendStatus(204)
})

app.get('/told', (_request, response) => response.json([...told.values()]))

// Express knows one that handles errors by its four parameters.
app.use((error, _request, response, next) => {
  if (error instanceof WebhookError) response.sendStatus(400)
  else if (error instanceof RaccordError) response.status(502).send(`<p>${asText(error.code)}</p>`)
  else next(error)
})

const asText = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const server = app.listen(Number(PORT), '127.0.0.1', async () => {
  const here = `http://127.0.0.1:${server.address().port}`
  const webhook = await raccord.createWebhook({ url: `${here}/webhook`, types: ['connection_created'] })
  webhookSecret = webhook.secret
  console.log(`ready: ${here}`)
})
