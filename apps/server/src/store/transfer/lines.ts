import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** No row of ours comes near; a file that has such a line is not an export. */
const LONGEST = 256 * 1024 * 1024

/** The lines of a stream, one at a time: memory holds the longest of them, not the file. */
export async function* readLines(input: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of input) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST) throw new Error('A line is too long: this is not an export')
    yield* lines
  }
  rest += decoder.end()
  if (rest !== '') yield rest
}
