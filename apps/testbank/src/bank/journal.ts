import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Consent } from './consent.ts'

/** Where consents outlive the process. */
export type Journal = {
  readonly load: () => Promise<readonly Consent[]>
  /** Resolves once the lines are with the operating system: a killed process loses nothing that it had answered. */
  readonly append: (consent: Consent) => Promise<void>
}

export const memoryJournal: Journal = { load: async () => [], append: async () => {} }

/** One JSON line a change, the last line of an id counts; rewritten short at every start. */
export function fileJournal(directory: string): Journal {
  const path = join(directory, 'test-bank-consents.jsonl')
  let queue: Promise<void> = Promise.resolve()
  return {
    load: async () => {
      await mkdir(directory, { recursive: true })
      const consents = readLines(await readFile(path, 'utf8').catch(() => ''))
      const lines = consents.map((consent) => `${JSON.stringify(consent)}\n`).join('')
      await writeFile(`${path}.new`, lines, { mode: 0o600 })
      await rename(`${path}.new`, path)
      return consents
    },
    append: (consent) => {
      const line = `${JSON.stringify(consent)}\n`
      const written = queue.then(() => appendFile(path, line, { mode: 0o600 }))
      // A failed write is reported to its own caller; the next one starts afresh.
      queue = written.catch(() => {})
      return written
    },
  }
}

function readLines(text: string): Consent[] {
  const latest = new Map<string, Consent>()
  for (const line of text.split('\n')) {
    const consent = readLine(line)
    if (!consent) continue
    latest.delete(consent.id)
    latest.set(consent.id, consent)
  }
  return [...latest.values()]
}

// A line torn by a crash is the only damage to expect of a file that nobody else writes.
function readLine(line: string): Consent | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as Consent)
  } catch {
    return undefined
  }
}
