import { maxEntryLength, StatementError } from '../statement-part.ts'

/** Lines of a text that comes in pieces, however they end: CR, LF or both. */
export interface LineCutter {
  push(text: string): string[]
  end(): string[]
}

/** Byte order marks, and the marks of transmission that old systems leave in: none is text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const marks = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g
const blanks = /(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))+/g

export function createLineCutter(): LineCutter {
  let rest: string[] = []
  let length = 0
  let carriage = false
  return {
    push(text) {
      // The second half of a CRLF whose first ended the piece before.
      const fresh = carriage && text.startsWith('\n') ? text.slice(1) : text
      if (text !== '') carriage = text.endsWith('\r')
      // A file may be millions of blank lines, which say nothing.
      const [first = '', ...more] = fresh
        .replace(marks, '')
        .replace(blanks, '\n')
        .split(/\r\n|\r|\n/)
      rest.push(first)
      length += first.length
      if (length > maxEntryLength) throw new StatementError('a line without end')
      const last = more.pop()
      if (last === undefined) return []
      const lines = [rest.join(''), ...more]
      rest = [last]
      length = last.length
      return lines
    },
    end() {
      const line = rest.join('')
      rest = []
      return line === '' ? [] : [line]
    },
  }
}
