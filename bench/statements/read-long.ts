// One long statement, never whole in memory: `node read-long.ts camt|mt940 <megabytes>`. Prints rows, seconds, resident sizes.
import { statementReader } from '@raccord/connector-statements'
import { camtEntry, camtHead, camtTail, mt940Entry, mt940Head, mt940Tail } from './made-up-statements.ts'

const [format = 'camt', megabytes = '200'] = process.argv.slice(2)
const [head, entry, tail] =
  format === 'camt' ? ([camtHead, camtEntry, camtTail] as const) : ([mt940Head, mt940Entry, mt940Tail(0)] as const)
const goal = Number(megabytes) * 1024 * 1024
const reader = statementReader(format === 'camt' ? 'camt' : 'mt940', 'EUR')

let rows = 0
let written = 0
const take = (text: string) => {
  written += text.length
  for (const part of reader.push(text)) if (part.kind === 'entry') rows += 1
}
take(head)
const rssBefore = process.memoryUsage.rss()
const started = performance.now()
for (let at = 0; written < goal; at += 1) {
  // As a file or a socket gives it: pieces that know nothing of entries.
  let piece = ''
  for (; piece.length < 65_536; at += 1) piece += entry(at)
  take(piece)
}
take(tail)
for (const part of reader.end()) if (part.kind === 'entry') rows += 1
console.log(
  JSON.stringify({
    rows,
    seconds: (performance.now() - started) / 1000,
    rssBefore: rssBefore / 1024 / 1024,
    // Kilobytes, the most of the whole life of the process.
    rssPeak: process.resourceUsage().maxRSS / 1024,
  }),
)
