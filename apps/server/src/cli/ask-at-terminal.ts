import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asks on standard error, so that an answer as JSON stays alone on standard output. */
export async function askAtTerminal(question: string, { secret }: { readonly secret: boolean }): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  if (secret) process.stderr.write(question)
  const lines = createInterface({ input: process.stdin, output: secret ? silent : process.stderr, terminal: true })
  try {
    return await lines.question(secret ? '' : question)
  } finally {
    lines.close()
    if (secret) process.stderr.write('\n')
  }
}
