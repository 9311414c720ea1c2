import { registerDemo } from '@raccord/demo'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { comparePages } from '../http/sandbox/compare/register-compare.ts'
import { registerSandboxPages } from '../http/sandbox/register-sandbox.ts'

type CompareDeps = Parameters<typeof comparePages>[0]
type PagesDeps = Parameters<typeof registerSandboxPages>[1]

const tools = [
  { href: '/compare', label: 'Old and new widgets, side by side' },
  { href: '/migration', label: 'Who still uses the previous widgets' },
  { href: '/gallery', label: 'All screens' },
  { href: '/studio', label: 'Your own design' },
  { href: '/docs', label: 'API reference' },
]

/** What a sandbox has beside the server: all screens, a demo client, old and new links side by side. */
export async function registerSandboxApps(
  app: FastifyInstance,
  deps: {
    readonly config: Pick<Config, 'env' | 'reference' | 'sandboxClient'>
    readonly pages: PagesDeps
    readonly bases: () => { readonly auth: string; readonly api: string; readonly embed: string }
    readonly clock: boolean
  } & Pick<CompareDeps, 'clients' | 'catalogue'>,
): Promise<void> {
  const { config, pages, bases, clock, clients, catalogue } = deps
  if (config.env === 'sandbox') registerSandboxPages(app, pages)
  const { sandboxClient } = config
  if (!sandboxClient) return
  // The address that the start prints leads somewhere.
  app.get('/', async (_request, reply) => reply.redirect('/demo'))
  await app.register(comparePages({ client: sandboxClient, clients, catalogue, embedUrl: () => bases().embed }))
  await registerDemo(app, {
    clock,
    beside: tools.filter(({ href }) => href !== '/docs' || config.reference),
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
