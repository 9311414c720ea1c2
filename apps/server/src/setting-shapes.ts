import { isIP } from 'node:net'
import { z } from 'zod'

/** Scheme, host and port, with a slash at the end or without. */
export function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { pathname, search, hash, username, password } = new URL(text)
  return /^\/*$/.test(pathname) && `${search}${hash}${username}${password}` === '' && !/[?#]/.test(text)
}

/** What Fastify takes for a list of proxies: addresses, networks, and three names for networks. */
export function isProxyList(text: string): boolean {
  return text.split(',').every((part) => isProxy(part.trim()))
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', network, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  if (network === undefined) return true
  if (version === 4 && isIP(network) === 4) return isMask(network)
  return /^\d{1,3}$/.test(network) && Number(network) > 0 && Number(network) <= (version === 4 ? 32 : 128)
}

/** Ones, then zeros. */
function isMask(address: string): boolean {
  const bits = address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
  return /^1+0*$/.test(bits)
}

/**
 * What is wrong with the address of a PostgreSQL; nothing of it is repeated, for it holds a password. One that is read
 * otherwise than it was meant would show a part of the password as a host.
 */
export function databaseUrlProblem(text: string): string | undefined {
  if (!/^postgres(?:ql)?:\/\//.test(text)) return 'must begin with postgres:// or postgresql://'
  const special = 'write special characters of user and password in percent-encoding, # as %23, / as %2F, @ as %40'
  if (!URL.canParse(text)) return `is no URL that can be read: ${special}`
  const { hash, username, password, pathname } = new URL(text)
  if (hash !== '' || text.includes('#')) return `holds a # that cuts it off: ${special}`
  if (pathname.slice(1).includes('@')) return `holds a / before its host: ${special}`
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part)
  } catch {
    return `holds a % that begins no character: ${special}`
  }
  return undefined
}

/** Digits only: `Number` would take a blank for 0 and `1e3` for a thousand. */
export function whole(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`
  return z
    .string(error)
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.number().min(min, error).max(max, error))
}
