import type { FastifyRequest } from 'fastify'
import ipaddr from 'ipaddr.js'
import { isLoopbackHost } from '../fetch/address-policy.ts'
import { TppError } from './tpp-errors.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isRequestId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)

/** One header as text; undefined when absent or empty. Repeated headers are a format error. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()]
  if (Array.isArray(value)) throw new TppError('FORMAT_ERROR', `${name} may be sent only once.`, { path: name })
  return value === '' ? undefined : value
}

/** A header that carries text of people: sent as UTF-8 bytes, which Node reads as Latin-1. */
export function textHeader(request: FastifyRequest, name: string): string | undefined {
  const value = header(request, name)
  return value === undefined ? undefined : Buffer.from(value, 'latin1').toString('utf8')
}

export function booleanHeader(request: FastifyRequest, name: string): boolean | undefined {
  const value = header(request, name)?.toLowerCase()
  if (value === undefined) return undefined
  if (value === 'true' || value === 'false') return value === 'true'
  throw new TppError('FORMAT_ERROR', `${name} is true or false.`, { path: name })
}

export function ipHeader(request: FastifyRequest, name: string): string | undefined {
  const value = header(request, name)
  if (value !== undefined && !ipaddr.isValid(value)) {
    throw new TppError('FORMAT_ERROR', `${name} is an IP address.`, { path: name })
  }
  return value
}

/** Whether the bank may send a browser there: https, or http on the PSU's own machine. */
export function isReturnAddress(text: string): boolean {
  if (text.length > 2000 || !URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
}

export function returnAddress(request: FastifyRequest, name: string): string | undefined {
  const value = header(request, name)
  if (value !== undefined && !isReturnAddress(value)) {
    throw new TppError('FORMAT_ERROR', `${name} is an https address, or http on a loopback host.`, { path: name })
  }
  return value
}
