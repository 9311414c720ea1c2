// A shop that connects its customer's bank. Node's own server.
//
//   RACCORD_URL=http://127.0.0.1:4400 PORT=5000 node app.mjs
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRaccord, RaccordError, verifyWebhook, WebhookError } from '@raccord/sdk'

const { RACCORD_URL = 'http://127.0.0.1:4400', CLIENT_ID = 'sandbox', PORT = '5000', ...env } = process.env
const clientSecret = env.CLIENT_SECRET ?? 'sandbox-secret'
const raccord = createRaccord({ url: RACCORD_URL, clientId: CLIENT_ID, clientSecret })

/** Who is signed in, by his cookie. A real shop has a database, and keeps `user.tokens()` there. */
const customers = new Map()
/** What webhooks told, by id: deliveries come at least once. */
const told = new Map()
let webhookSecret = ''

const routes = {
  async 'GET /'(_request, response) {
    const [email, password] = [`${randomBytes(6).toString('hex')}@example.org`, randomBytes(16).toString('base64url')]
    await raccord.createUser({ email, password })
    const visit = randomBytes(16).toString('base64url')
    customers.set(visit, await raccord.signIn(email, password))
    response.setHeader('set-cookie', `visit=${visit}; HttpOnly; SameSite=Lax; Path=/`)
    const page = await readFile(new URL('../html/index.html', import.meta.url), 'utf8')
    html(response, 200, page.replaceAll('https://raccord.example', RACCORD_URL))
  },

  // A form posts here and is led to the widget; a script asks for the link and opens it in a frame.
  async 'POST /connect'(request, response) {
    const { url } = await customerOf(request).widgetLink('add_connection', {
      redirect_url: `http://${request.headers.host}/accounts`,
    })
    if (request.headers.accept === 'text/plain') return response.end(url)
    response.writeHead(303, { location: url }).end()
  },

  async 'GET /accounts'(request, response) {
    const accounts = await customerOf(request).listAccounts()
    const rows = accounts.map(({ name, balance = '–', currency }) => `<li>${asText(name)}: ${balance} ${currency}</li>`)
    html(response, 200, `<ul>${rows.join('')}</ul>`)
  },

  async 'POST /webhook'(request, response) {
    const event = await verifyWebhook(webhookSecret, request.headers, await bodyOf(request))
    told.set(event.id, event.type)
    response.writeHead(204).end()
  },

  async 'GET /told'(_request, response) {
    response.end(JSON.stringify([...told.values()]))
  },
}

class SignedOut extends Error {}

function customerOf(request) {
  const visit = /(?:^|; )visit=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
  const customer = customers.get(visit)
  if (!customer) throw new SignedOut()
  return customer
}

async function bodyOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const asText = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
const html = (response, status, body) =>
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body)

const server = createServer(async (request, response) => {
  const route = routes[`${request.method} ${new URL(request.url, 'http://shop').pathname}`]
  try {
    if (route) await route(request, response)
    else html(response, 404, '')
  } catch (error) {
    if (error instanceof SignedOut) response.writeHead(303, { location: '/' }).end()
    else if (error instanceof WebhookError) html(response, 400, '')
    else if (error instanceof RaccordError) html(response, 502, `<p>${asText(error.code)}</p>`)
    else throw error
  }
})

server.listen(Number(PORT), '127.0.0.1', async () => {
  const here = `http://127.0.0.1:${server.address().port}`
  const webhook = await raccord.createWebhook({ url: `${here}/webhook`, types: ['connection_created'] })
  webhookSecret = webhook.secret
  console.log(`ready: ${here}`)
})
