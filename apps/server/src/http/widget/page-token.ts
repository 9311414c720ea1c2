/** What a form brings back: the revision that its page showed, and the browser's secret as proof that it was our page. */
export interface PageToken {
  readonly revision: number
  readonly secret: string
}

export function writePageToken(token: PageToken): string {
  return `${token.revision}.${token.secret}`
}

export function readPageToken(text: unknown): PageToken | undefined {
  const match = typeof text === 'string' ? /^(\d{1,9})\.([A-Za-z0-9_-]{22})$/.exec(text) : null
  return match?.[1] && match[2] ? { revision: Number(match[1]), secret: match[2] } : undefined
}
