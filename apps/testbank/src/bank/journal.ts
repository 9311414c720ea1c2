import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { privateFolder } from '../private-folder.ts'
import type { Consent } from './consent.ts'

/** Where consents outlive the process. */
export type Journal = {
  readonly load: () => Promise<readonly Consent[]>
  /**
   * Resolves once the line is with the operating system: a killed process loses nothing that it had answered. `all` is
   * what the file is worth keeping of; now and then the file is written anew with just that.
   */
  readonly append: (consent: Consent, all: () => Iterable<Consent>) => Promise<void>
}

export const memoryJournal: Journal = { load: async () => [], append: async () => {} }

/** One JSON line a change, the last line of an id counts; written anew at the start and every `rewriteAfter` lines. */
export function fileJournal(directory: string, rewriteAfter = 10_000): Journal {
  const path = join(directory, 'test-bank-consents.jsonl')
  let lines = 0
  let queue: Promise<void> = Promise.resolve()
  const rewrite = async (consents: Iterable<Consent>) => {
    const text = [...consents].map((consent) => `${JSON.stringify(consent)}\n`).join('')
    await writeFile(`${path}.new`, text, { mode: 0o600 })
    await rename(`${path}.new`, path)
    lines = 0
  }
  return {
    load: async () => {
      await privateFolder(directory)
      const consents = readLines(await readFile(path, 'utf8').catch(() => ''))
      await rewrite(consents)
      return consents
    },
    append: (consent, all) => {
      const line = `${JSON.stringify(consent)}\n`
      const written = queue.then(async () => {
        await appendFile(path, line, { mode: 0o600 })
        lines += 1
        if (lines >= rewriteAfter) await rewrite(all())
      })
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
