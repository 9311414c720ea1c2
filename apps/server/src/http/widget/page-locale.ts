import { type Locale, parameters } from '@raccord/contract'
import type { FastifyRequest } from 'fastify'
import { requestLocale } from '../request-locale.ts'

/** What the address asks for, also where it leads to no journey (expired, refused); else the browser's languages. */
export function localeOf(request: FastifyRequest): Locale {
  const { locale } = request.query as { locale?: unknown }
  const read = typeof locale === 'string' ? parameters.locale.read(locale) : {}
  if ('value' in read) return read.value as Locale
  return requestLocale(request.headers['accept-language'])
}
