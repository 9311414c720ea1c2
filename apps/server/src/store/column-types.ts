/**
 * How column types come back, the same on PGlite and PostgreSQL (the drivers' own defaults differ: int8 is a number
 * here and a string there, bytea a Uint8Array here and a Buffer there).
 *
 * | type          | JS                                                                                       |
 * | ------------- | ---------------------------------------------------------------------------------------- |
 * | `int8`        | `number`; a value beyond ±(2^53 − 1) throws. Our int8 are ids, counts and amounts in      |
 * |               | minor units, all far below; `bigint` would break JSON and arithmetic at every use, and    |
 * |               | rounding in silence is the one thing that must not happen to money. Ids become digit      |
 * |               | strings at the wire.                                                                      |
 * | `numeric`     | `string` (rates: never a float)                                                          |
 * | `date`        | `string`, `YYYY-MM-DD`: a day has no time zone                                           |
 * | `timestamptz` | `Date`                                                                                   |
 * | `bytea`       | `Buffer` (which is a `Uint8Array`)                                                       |
 * | `jsonb`       | the parsed value. Write it as JSON text: a bare array would be sent as a PostgreSQL array |
 *
 * Arrays of these hold the same.
 */
export const columnParsers: Readonly<Record<number, (text: string) => unknown>> = {
  17: parseBytea,
  20: parseInt8,
  114: (text) => JSON.parse(text),
  1082: (text) => text,
  1114: parseTimestamp,
  1184: parseTimestamp,
  1700: (text) => text,
  3802: (text) => JSON.parse(text),
}

/** Array type → element type, for drivers that must be told each (PGlite reads them from its catalogue). */
export const arrayElementTypes: Readonly<Record<number, number>> = {
  1001: 17,
  1016: 20,
  199: 114,
  1182: 1082,
  1115: 1114,
  1185: 1184,
  1231: 1700,
  3807: 3802,
}

function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError('An int8 column holds a number beyond 2^53: it cannot be read exactly')
  return value
}

function parseBytea(text: string): Buffer {
  // `bytea_output = hex`, the default since PostgreSQL 9.0, is set on every session of ours.
  return Buffer.from(text.slice(2), 'hex')
}

/** `DateStyle ISO`, set on every session, writes `2026-11-22 10:00:00.123456+00`; microseconds are cut to milliseconds. */
function parseTimestamp(text: string): Date {
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
  // Without an offset (`timestamp`) the instant is taken as UTC, never as the server's local time.
  const date = new Date(/[+-]\d\d:\d\d$/.test(iso) ? iso : `${iso}Z`)
  if (Number.isNaN(date.getTime()))
    throw new RangeError('A timestamp column holds an instant that JavaScript cannot express')
  return date
}
