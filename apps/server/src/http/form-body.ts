import type { FastifyInstance } from 'fastify'

/**
 * Body parsers of the API: JSON and forms, nothing else (415). An empty body counts as none whatever its type says:
 * many HTTP clients put `Content-Type: application/json` on a DELETE.
 */
export function acceptBodies(app: FastifyInstance, bodyLimit: number): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit }, (request, body, done) => {
    const text = typeof body === 'string' ? body : body.toString('utf8')
    if (text.trim() === '') done(null, undefined)
    else void parseJson(request, text, done)
  })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => {
      const text = typeof body === 'string' ? body : body.toString('utf8')
      done(null, parseForm(text))
    },
  )
}

/** A name given twice becomes an array, as in query strings; the schema then refuses it by name. */
export function parseForm(text: string): Record<string, string | string[]> {
  const form = Object.create(null) as Record<string, string | string[]>
  for (const [name, value] of new URLSearchParams(text)) {
    const earlier = form[name]
    // Pushed, not copied: twenty thousand equal names must not take the square of their number.
    if (Array.isArray(earlier)) earlier.push(value)
    else form[name] = earlier === undefined ? value : [earlier, value]
  }
  return form
}
