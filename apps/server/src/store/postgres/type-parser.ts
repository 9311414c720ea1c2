import pg from 'pg'
import { arrayElementTypes, columnParsers } from '../column-types.ts'

type TypeParser = (text: string) => unknown

/** `text[]`, whose parser knows the array syntax and leaves the elements as they are written. */
const TEXT_ARRAY = 1009

/** `pg` looks up a parser by type; ours come first, for arrays as well, and the driver's own serve the rest. */
export function typeParser(oid: number, format?: 'text' | 'binary'): TypeParser {
  const own = columnParsers[oid]
  if (own !== undefined) return own
  const element = columnParsers[arrayElementTypes[oid] ?? -1]
  if (element === undefined) return driverParser(oid, format)
  const elements = driverParser(TEXT_ARRAY)
  const parse = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(parse)
    return value === null ? null : element(String(value))
  }
  return (text) => parse(elements(text))
}

function driverParser(oid: number, format?: 'text' | 'binary'): TypeParser {
  return pg.types.getTypeParser(oid as Parameters<typeof pg.types.getTypeParser>[0], format)
}
