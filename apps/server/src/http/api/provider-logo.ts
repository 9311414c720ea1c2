import type { ProviderMark } from '@raccord/catalogue'
import type { FastifyInstance } from 'fastify'
import { ApiError } from '../errors.ts'
import type { ApiContext } from './api-context.ts'

/** Dark enough for white letters at 4.5:1. */
const tints = ['#3538cd', '#0e7090', '#087443', '#a15c07', '#c01048', '#6927da', '#175cd3', '#5925dc'] as const

/** `/logos/{provider id}.svg`: no trademarks are shipped, a monogram stands in for a bank's logo. */
export function registerLogos(api: FastifyInstance, context: ApiContext): void {
  api.get<{ Params: { file: string } }>('/logos/:file', { schema: { hide: true } }, (request, reply) => {
    const id = /^(\d{1,16})\.svg$/.exec(request.params.file)?.[1]
    const provider = id === undefined ? undefined : context.catalogue.find(id)
    if (id === undefined || provider === undefined) throw new ApiError('not_found')
    return reply
      .type('image/svg+xml; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .header('content-security-policy', "default-src 'none'")
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'cross-origin')
      .serializer(String)
      .send(drawn(provider.mark ?? monogram(provider.name, Number(id))))
  })
}

function monogram(name: string, id: number): ProviderMark {
  return { letters: initials(name), fill: tints[id % tints.length] ?? tints[0], ink: '#ffffff' }
}

function drawn({ letters, fill, ink }: ProviderMark): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" rx="14" fill="${fill}"/><text x="32" y="42" text-anchor="middle" font-family="system-ui,sans-serif" font-size="28" font-weight="700" fill="${ink}">${letters}</text></svg>`
}

/** The first letters of the first two words; letters and digits only, so nothing in it can be markup. */
function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}
