import * as fc from 'fast-check'

/** Words that every object inherits, and what has broken parsers, databases and pages before. */
const words = [
  ...['', ' ', '\0', 'a\0b', '\ud800', '\u202e', '\ufeff', '١٢', '💣', 'é'.normalize('NFD'), '\r\nX-Injected: 1'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf', 'undefined', 'null', 'NaN'],
  ...['0', '-1', '1.5', '1e999', '0x10', '9007199254740993', '9'.repeat(40), 'true', 'Infinity'],
  ...["'; drop table client;--", '%', '_', '\\', '{{7*7}}', '#{7*7}', '../../etc/passwd', '<script>alert(1)</script>'],
  ...[
    '%00',
    '%ff',
    '%E0%A4%A',
    'javascript:alert(1)',
    'http://169.254.169.254/',
    'file:///etc/passwd',
    '//evil.example',
  ],
  'x'.repeat(5000),
]

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
)

/** Of any kind, as JSON holds it. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER, 2 ** 31, [], {}),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Bodies that are none. */
export const brokenBody: fc.Arbitrary<{ readonly payload: string; readonly type: string }> = fc.record({
  payload: fc.oneof(
    fc.constantFrom(
      ...[
        '',
        '{',
        '[]',
        'null',
        '"x"',
        '1',
        '{"__proto__":{"a":1}}',
        '{"constructor":{"prototype":{"a":1}}}',
        '&=&%=%ff',
      ],
      ...[
        '{"a":1}{"b":2}',
        `{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`,
        'a='.repeat(3000),
        `{"a":"${'x'.repeat(70_000)}"}`,
      ],
    ),
    hostileText,
  ),
  type: fc.constantFrom(
    'application/json',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/xml',
    'constructor',
    '',
  ),
})

export const hostileHeaders: fc.Arbitrary<Readonly<Record<string, string>>> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Readonly<Record<string, string>>>(
      { 'accept-language': `${'fr;q=0.1,'.repeat(200)}constructor` },
      { 'accept-language': '__proto__;q=NaN, toString' },
      { 'accept-encoding': 'constructor, br;q=x' },
      { 'x-request-id': '<script>' },
      {
        'x-forwarded-for': '::ffff:1.2.3.4, constructor',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'x',
      },
      { 'if-none-match': '*', range: 'bytes=9-1' },
      { cookie: '__proto__=1; constructor=%ff; =; a' },
      { 'sec-fetch-site': 'constructor', origin: 'null' },
      { accept: '*/*;q=x', host: 'evil.example' },
    ),
  },
)
