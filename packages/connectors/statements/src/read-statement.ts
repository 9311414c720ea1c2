import { setImmediate } from 'node:timers/promises'
import { decodeBody, type OwnAccount } from '@raccord/connector-kit'
import { createCamtReader } from './camt/camt-reader.ts'
import { createMt940Reader } from './mt940/mt940-reader.ts'
import { StatementError, type StatementReader } from './statement-part.ts'
import { type Statement, StatementSections } from './statement-sections.ts'
import { unpack } from './unpack.ts'

export type StatementFormat = 'camt' | 'mt940'

/** Whose statement is read, and where his bank is (IANA); by default where the IBAN is. */
export interface StatementContext extends OwnAccount {
  readonly zone?: string | undefined
}

/** Characters read at a time: some milliseconds, then whoever waits has his turn. */
const turn = 16_384
const turnParts = 200

/** What a text is, by how it begins: headers of banks are wrong too often. `undefined`: neither. */
export function formatOf(text: string): StatementFormat | undefined {
  const head = text
    .slice(0, 400)
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (head.startsWith('<')) return 'camt'
  return /^(?:\{1:|:\d{2}[A-Z]?:|-?\s*:20:)|(?:^|[\r\n])\s?:(?:20|25|61):/.test(head) ? 'mt940' : undefined
}

/** `currency`: that of the account, for MT940 files that name none. `zone`: for instants of camt. */
export function statementReader(format: StatementFormat, currency?: string, zone?: string): StatementReader {
  return format === 'camt' ? createCamtReader(zone) : createMt940Reader(currency)
}

/** A statement that is in memory as a whole, at once. A server reads it by turns. */
export function readStatement(
  text: string,
  currency?: string,
  own: Omit<StatementContext, 'currency'> = {},
): Statement {
  const context = { ...own, currency }
  const sections = new StatementSections(context)
  const why = problemOf(() => {
    for (const _ of reading(text, context, sections));
  })
  return why === undefined ? sections.result() : { kind: 'unreadable', why }
}

/** The same, with other work of the process done between slices of the text. */
export async function readStatementByTurns(text: string, context: StatementContext = {}): Promise<Statement> {
  const sections = new StatementSections(context)
  const why = await readInto(text, context, sections)
  return why === undefined ? sections.result() : { kind: 'unreadable', why }
}

/** A zip or gzip archive of statements. A file in it that is none is told as one that was skipped. */
export async function readPackedStatement(archive: Uint8Array, context: StatementContext = {}): Promise<Statement> {
  const sections = new StatementSections(context)
  let read = 0
  try {
    for (const { bytes } of await unpack(archive)) {
      const text = decodeBody(bytes, 'text/plain')
      sections.startFile()
      const why =
        text === undefined ? 'no text' : text.trim() === '' ? undefined : await readInto(text, context, sections)
      if (why === undefined) read++
      else sections.skip('file_unreadable')
    }
  } catch (error) {
    if (error instanceof StatementError) return { kind: 'unreadable', why: error.message }
    throw error
  }
  return read === 0 ? { kind: 'unreadable', why: 'an archive without a statement' } : sections.result()
}

async function readInto(
  text: string,
  context: StatementContext,
  sections: StatementSections,
): Promise<string | undefined> {
  const turns = reading(text, context, sections)
  for (let over = false; !over; ) {
    const why = problemOf(() => {
      over = turns.next().done === true
    })
    if (why !== undefined) return why
    await setImmediate()
  }
  return undefined
}

/** Why it is no statement, in our words. */
function problemOf(work: () => void): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof StatementError) return error.message
    throw error
  }
}

/** Yields where others may have their turn. */
function* reading(text: string, { currency, zone }: StatementContext, sections: StatementSections): Generator<void> {
  const format = formatOf(text)
  if (format === undefined) throw new StatementError('neither camt nor MT940')
  const reader = statementReader(format, currency === 'XXX' ? undefined : currency, zone)
  for (let at = 0; at < text.length; at += turn) {
    let parts = 0
    for (const part of reader.read(text.slice(at, at + turn))) {
      sections.add(part)
      parts += 1
      // The end of a batch is many entries at once.
      if (parts % turnParts === 0) yield
    }
    yield
  }
  for (const part of reader.end()) sections.add(part)
}
