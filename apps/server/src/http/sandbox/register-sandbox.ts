import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame, Locale, Screen, ThemeValues } from '@raccord/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { themeUrl } from '../widget/theme-of.ts'
import { galleryPage } from './gallery-page.ts'
import { studioPage } from './studio-page.ts'
import { readChoice } from './view-choice.ts'

export interface SandboxPagesDeps {
  readonly fixtures: (
    locale: Locale,
  ) => readonly { readonly name: string; readonly screen: Screen; readonly frame: Frame }[]
  readonly render: (screen: Screen, frame: Frame) => string
  readonly theme: (theme: ThemeValues) => {
    readonly warnings: readonly { readonly parameter: string; readonly reason: string }[]
  }
}

const files = {
  'style.css': 'text/css; charset=utf-8',
  'studio.js': 'text/javascript; charset=utf-8',
  'copy.js': 'text/javascript; charset=utf-8',
}

/** `/gallery` and `/studio`: tools of the sandbox, absent in production (WIRE §10). */
export function registerSandboxPages(app: FastifyInstance, deps: SandboxPagesDeps): void {
  const names = deps.fixtures('en').map(({ name }) => name)

  app.get('/gallery', async (request, reply) => sendSandboxPage(reply, galleryPage(names, readChoice(request.query))))

  app.get('/studio', async (request, reply) => {
    // Who changes nothing and copies the parameters fixes nothing: every person's device goes on deciding.
    const choice = readChoice(request.query, 'auto')
    return sendSandboxPage(reply, studioPage(names, choice, deps.theme(choice.theme).warnings))
  })

  app.get('/gallery/screen', async (request, reply) => {
    const choice = readChoice(request.query)
    const { name } = request.query as { name?: unknown }
    const found = deps.fixtures(choice.locale).find((fixture) => fixture.name === name)
    if (!found) return reply.code(404).type('text/plain').send('No such screen.')
    const stylesheet = themeUrl(choice.theme)
    // A picture of a page: it asks nobody for progress and sends its forms nowhere that they could do something.
    const { poll: _poll, ...frame } = found.frame
    const html = deps.render(staying(found.screen), { ...frame, ...(stylesheet ? { theme: { stylesheet } } : {}) })
    const { still } = request.query as { still?: unknown }
    // In a picture nothing counts down and nothing takes the focus, as it would in each of forty frames.
    return sendSandboxPage(reply, still === '1' ? html.replace(/<script [^>]*><\/script>/g, '') : html)
  })

  for (const [name, type] of Object.entries(files)) {
    const content = readFileSync(join(import.meta.dirname, 'assets', name))
    app.get(`/gallery/${name}`, async (_request, reply) =>
      reply.type(type).header('cache-control', 'max-age=300').send(content),
    )
  }
}

/** A picture goes nowhere by itself and tells nobody. */
function staying(screen: Screen): Screen {
  if (screen.kind === 'success' || screen.kind === 'leaving') {
    const { message: _message, ...rest } = screen
    return { ...rest, target: '#' }
  }
  if (screen.kind === 'error') {
    const { message: _message, ...rest } = screen
    return rest.backToClient === undefined ? rest : { ...rest, backToClient: '#' }
  }
  return screen
}

/** A page of the sandbox's own: nothing from elsewhere, in no frame of others. */
export function sendSandboxPage(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'",
    )
    .header('referrer-policy', 'same-origin')
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(html)
}
