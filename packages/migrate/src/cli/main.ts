#!/usr/bin/env node
import { run } from './run.ts'

const watched = process.stderr.isTTY

async function stdin(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin) text += String(chunk)
  return text
}

// A reader that goes away (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
})

process.exitCode = await run(
  process.argv.slice(2),
  {
    out: (text) => {
      if (text !== '') process.stdout.write(`${text}\n`)
    },
    progress: (text) => {
      if (watched) process.stderr.write(`\r\u001b[K${text}`)
    },
    stdin,
    env: process.env,
  },
  (text) => process.stderr.write(`${text}\n`),
)
