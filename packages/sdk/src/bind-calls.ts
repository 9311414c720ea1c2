import { asCall, type CallOptions } from './call.ts'
import { operations } from './generated/operations.ts'
import type { Answer, Request } from './transport.ts'

/** Sends with whatever token its owner has. `open`: without one. */
export type Authorised = (request: Omit<Request, 'token'>, open?: boolean) => Promise<Answer>

/** The calls of the document that this token may make, as functions. Their types are in `generated/calls.ts`. */
export function bindCalls(who: 'client' | 'user', api: string, send: Authorised): object {
  const mine = Object.entries(operations).filter(
    ([, [, , whose]]) => whose === who || whose === 'any' || (who === 'client' && whose === 'none'),
  )
  return Object.fromEntries(
    mine.map(([name, [method, path, whose, input]]) => {
      const names = [...path.matchAll(/{(\w+)}/g)].map(([, inPath = '']) => inPath)
      const call = (...given: unknown[]) => {
        const ids = given.slice(0, names.length)
        const rest = given.slice(names.length)
        const what = input === 'none' ? undefined : rest.shift()
        const filled = names.reduce((text, inPath, at) => text.replace(`{${inPath}}`, segment(ids[at])), path as string)
        const query = input === 'query' ? queryOf((what ?? {}) as Readonly<Record<string, unknown>>) : ''
        const body = input === 'body' ? what : undefined
        const request = { method, url: `${api}${filled}${query}`, body, options: rest[0] as CallOptions | undefined }
        return asCall(send(request, whose === 'none').then((answer) => answer.body))
      }
      return [name, call]
    }),
  )
}

/** One segment and no other: an id from elsewhere must not lead to another call. */
function segment(id: unknown): string {
  const text = encodeURIComponent(String(id))
  if (id === undefined || id === null || text === '' || /^\.+$/.test(text)) throw new TypeError('An id is missing.')
  return text
}

export function queryOf(fields: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    query.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
