import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSegments } from './decode.ts'
import { encodeSegments } from './encode.ts'
import type { Segment, Value } from './segment.ts'

const read = (text: string) => {
  const decoded = decodeSegments(text)
  if (decoded.kind === 'broken') throw new Error(decoded.why)
  return decoded.segments
}

describe('reading segments', () => {
  it('takes groups, escapes and what is absent apart', () => {
    expect(read("HKIDN:3:2+280:12345678+test?@user??+0+1'HKEND:4:1+a?+b?:c?'d'")).toEqual([
      { id: 'HKIDN', number: 3, version: 2, groups: [['280', '12345678'], ['test@user?'], ['0'], ['1']] },
      { id: 'HKEND', number: 4, version: 1, groups: [["a+b:c'd"]] },
    ])
    expect(read("HITAN:5:6:4+4++noref::x'")).toEqual([
      { id: 'HITAN', number: 5, version: 6, refersTo: 4, groups: [['4'], [''], ['noref', '', 'x']] },
    ])
  })

  it('reads nothing in a binary as syntax', () => {
    const [segment] = read("HICAZ:4:1:3+acc+urn+@9@<a>'+:?@<:@2@x'+end'")
    expect(segment?.groups).toEqual([['acc'], ['urn'], [{ bytes: "<a>'+:?@<" }, { bytes: "x'" }], ['end']])
  })

  it('takes an @ for a letter where no binary begins', () => {
    expect(read("HIUPA:4:4:4+a@3@b+@x'")[0]?.groups).toEqual([['a@3@b'], ['@x']])
  })

  it.each([
    ["HNVSD:999:1+@10@short'", 'longer than what is left'],
    ["HNVSD:999:1+@2@abc'", 'another length'],
    ['HIRMG:2:2+0010::Nachricht', 'breaks off'],
    ['HIRMG:2:2+0010?', 'breaks off'],
    ["X'".repeat(6_000), 'too many'],
    [`HIUPD:1:6${'+'.repeat(300_000)}'`, 'too many'],
  ])('refuses %.20s…', (text, why) => {
    expect(decodeSegments(text)).toMatchObject({ kind: 'broken', why: expect.stringContaining(why) })
  })

  it('passes over a segment whose head cannot be read', () => {
    expect(decodeSegments("hallo:1:1+x'HIRMG:2:2+0010'HIRMG:x:2+1'")).toMatchObject({
      kind: 'segments',
      segments: [{ id: 'HIRMG' }],
      skipped: 2,
    })
  })
})

const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code))
const bytes = fc.string({ unit: byte, maxLength: 60 })
const syntax = fc.string({ unit: fc.constantFrom(..."@+:?'@1239 AHKä\r\n"), maxLength: 200 })
const value: fc.Arbitrary<Value> = fc.oneof(
  bytes,
  syntax,
  bytes.map((all) => ({ bytes: all })),
)
const segment: fc.Arbitrary<Segment> = fc.record(
  {
    id: fc.constantFrom('HNHBK', 'HIUPD', 'XIADAS', 'DIKKUS', 'HKTAN'),
    number: fc.integer({ min: 0, max: 999 }),
    version: fc.integer({ min: 0, max: 99 }),
    refersTo: fc.integer({ min: 0, max: 999 }),
    groups: fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), { maxLength: 8 }),
  },
  { requiredKeys: ['id', 'number', 'version', 'groups'] },
)

/** Absent at the end is not there at all. */
const trimmed = ({ groups, ...head }: Segment): Segment => {
  const bare = groups.map((group) => [...group])
  for (const group of bare) while (group.length > 1 && group.at(-1) === '') group.pop()
  while (bare.at(-1)?.length === 1 && bare.at(-1)?.[0] === '') bare.pop()
  return { ...head, groups: bare }
}

describe('any bytes', () => {
  it('are answered by a value', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, syntax), (text) => ['segments', 'broken'].includes(decodeSegments(text).kind)),
      {
        numRuns: 2_000,
      },
    )
  })

  it('come back as they were sent', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), (sent) => {
        expect(read(encodeSegments(sent))).toEqual(sent.map(trimmed))
      }),
      { numRuns: 500 },
    )
  })

  it('cut off or changed anywhere are answered by a value, and never by a segment that was not sent', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.nat(), byte, (sent, place, instead) => {
        const text = encodeSegments(sent)
        const at = place % text.length
        const cut = decodeSegments(text.slice(0, at))
        if (cut.kind === 'segments') expect(sent.map(trimmed).slice(0, cut.segments.length)).toEqual(cut.segments)
        const changed = decodeSegments(text.slice(0, at) + instead + text.slice(at + 1))
        expect(['segments', 'broken']).toContain(changed.kind)
      }),
      { numRuns: 500 },
    )
  })
})
