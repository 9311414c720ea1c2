import { registerDemo } from '@raccord/demo'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { comparePages } from '../http/sandbox/compare/register-compare.ts'
import { registerSandboxPages, sendSandboxPage } from '../http/sandbox/register-sandbox.ts'
import { sandboxTools } from '../http/sandbox/sandbox-document.ts'
import { firstCalls } from '../http/sandbox/start/first-calls.ts'
import { startPage } from '../http/sandbox/start/start-page.ts'

type CompareDeps = Parameters<typeof comparePages>[0]
type PagesDeps = Parameters<typeof registerSandboxPages>[1]

const demo = {
  href: '/demo',
  label: 'A client application',
  says: 'Sign in with any address, connect a bank, see what arrives.',
}
const tools = [
  {
    href: '/docs',
    label: 'Documentation',
    says: 'Every call with an answer, every parameter of the widget, the guides.',
  },
  { href: '/gallery', label: 'All screens', says: 'Of the widget, in each language, light and dark, by size.' },
  { href: '/studio', label: 'Your own design', says: 'Colours and corners, tried on every screen, to take along.' },
  {
    href: '/compare',
    label: 'Old and new widgets, side by side',
    says: 'An old link, the new one, and why each part changed.',
  },
  {
    href: '/migration',
    label: 'Who still uses the previous widgets',
    says: 'By client and parameter, until nobody does.',
  },
  {
    href: '/console',
    label: 'The operator’s console',
    says: 'What happens now, by step and bank. The start printed how to get in.',
  },
]

/** What a sandbox has beside the server: all screens, a demo client, old and new links side by side. */
export async function registerSandboxApps(
  app: FastifyInstance,
  deps: {
    readonly config: Pick<Config, 'env' | 'reference' | 'sandboxClient' | 'console'>
    readonly pages: PagesDeps
    readonly bases: () => { readonly auth: string; readonly api: string; readonly embed: string }
    readonly clock: boolean
  } & Pick<CompareDeps, 'clients' | 'catalogue'>,
): Promise<void> {
  const { config, pages, bases, clock, clients, catalogue } = deps
  if (config.env === 'sandbox') registerSandboxPages(app, pages)
  const { sandboxClient } = config
  if (!sandboxClient) return
  const there = tools.filter(
    ({ href }) => (href !== '/docs' || config.reference) && (href !== '/console' || config.console !== undefined),
  )
  // The address that the start prints leads somewhere.
  app.get('/', async (_request, reply) =>
    sendSandboxPage(reply, startPage([demo, ...there], firstCalls(bases().api, sandboxClient))),
  )
  await app.register(comparePages({ client: sandboxClient, clients, catalogue, embedUrl: () => bases().embed }))
  await registerDemo(app, {
    clock,
    beside: sandboxTools.filter(({ href }) => href !== '/docs' || config.reference),
    raccord: () => ({
      url: bases().api,
      authUrl: bases().auth,
      embedUrl: bases().embed,
      // The sandbox speaks to itself, wherever it was told that it is.
      allowHttp: true,
      clientId: sandboxClient.id,
      clientSecret: sandboxClient.secret,
    }),
  })
}
