import type { FintsEndpoint } from './endpoints.ts'

/** A list that is none. The message is ours; it repeats nothing of the file. */
export class InstituteListError extends Error {
  override readonly name = 'InstituteListError'
}

const mostBytes = 20_000_000
const column = { blz: 'blz', bic: 'bic', name: 'institut', place: 'ort' } as const

export interface InstituteList {
  readonly endpoints: readonly FintsEndpoint[]
  /** Rows of banks that have no FinTS 3.0 with PIN and TAN, or whose address is none. */
  readonly left: number
}

/**
 * `fints_institute.csv`, as Deutsche Kreditwirtschaft sends it to registered makers: ISO 8859-1, semicolons, one head row. Columns
 * are found by their names, since they have moved over the years. @throws InstituteListError
 */
export function readInstituteList(bytes: Uint8Array): InstituteList {
  if (bytes.length > mostBytes) throw new InstituteListError('the list is longer than any such list')
  const [head, ...rows] = rowsOf(Buffer.from(bytes).toString('latin1'))
  const names = (head ?? []).map((name) => name.trim().toLowerCase())
  const at = Object.fromEntries(Object.entries(column).map(([key, name]) => [key, names.indexOf(name)])) as {
    readonly [key in keyof typeof column]: number
  }
  const url = names.findIndex((name) => name.startsWith('pin/tan') && name.includes('url'))
  if (at.blz < 0 || at.name < 0 || url < 0) {
    throw new InstituteListError('the head row names no BLZ, no Institut or no PIN/TAN-Zugang URL')
  }
  const endpoints = new Map<string, FintsEndpoint>()
  let left = 0
  for (const row of rows) {
    const cell = (index: number): string => (index < 0 ? '' : (row[index] ?? '').trim())
    const blz = cell(at.blz)
    const address = addressOf(cell(url))
    // The version stands right behind the address.
    const version = cell(url + 1)
    const name = cell(at.name).slice(0, 80)
    if (!/^\d{8}$/.test(blz) || name === '' || address === undefined || (version !== '' && !/3\.0/.test(version))) {
      left += 1
      continue
    }
    const bic = cell(at.bic).toUpperCase()
    const place = cell(at.place).slice(0, 80)
    endpoints.set(blz, {
      blz,
      name,
      url: address,
      ...(place === '' ? {} : { place }),
      ...(/^[A-Z0-9]{8}([A-Z0-9]{3})?$/.test(bic) ? { bic } : {}),
    })
  }
  return { endpoints: [...endpoints.values()], left }
}

/** https alone: a PIN goes there. */
function addressOf(written: string): string | undefined {
  const url = URL.parse(/^[a-z]+:\/\//i.test(written) ? written : `https://${written}`)
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || !url.hostname.includes('.')) {
    return undefined
  }
  return url.href.length <= 500 ? url.href : undefined
}

/** Rows and cells; quotes hold semicolons and line breaks. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (quoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (char === '"' && cell === '') quoted = true
    else if (char === ';') {
      row.push(cell)
      cell = ''
    } else if (char === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')])
      row = []
      cell = ''
    } else cell += char
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows.filter((one) => one.some((written) => written.trim() !== ''))
}
