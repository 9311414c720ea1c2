/** What a form brings back: the journey and its revision that its page showed, and the browser's secret as proof that it was our page. */
export interface PageToken {
  /** 0: of no journey. Each journey of a session begins its revisions anew. */
  readonly journey: number
  readonly revision: number
  readonly secret: string
}

export function writePageToken(token: PageToken): string {
  return `${token.journey}-${token.revision}.${token.secret}`
}

export function readPageToken(text: unknown): PageToken | undefined {
  const match = typeof text === 'string' ? /^(\d{1,15})-(\d{1,9})\.([A-Za-z0-9_-]{22})$/.exec(text) : null
  const [, journey, revision, secret] = match ?? []
  return journey && revision && secret ? { journey: Number(journey), revision: Number(revision), secret } : undefined
}
