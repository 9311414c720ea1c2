export const script = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'

/** Texts that no field asks for. Percent-encoded ones are for URLs as they stand. */
export const badTexts: readonly (readonly [name: string, text: string])[] = [
  ['empty', ''],
  ['blank', '   '],
  ['NUL', 'a\0b'],
  ['control characters', '\u0001\u0008\u001b[31m\u007f'],
  ['line ends', 'a\r\nSet-Cookie: x=1\r\n\r\n'],
  ['script', script],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: template injection is what is tried
  ['template', '${7*7}{{7*7}}#{7*7}%{7*7}'],
  ['quote and comment', "1' or '1'='1'; --"],
  ['path', '../../../../etc/passwd'],
  ['right-to-left and joiners', '\u202e\u200d\ufeffx'],
  ['emoji', '💣'.repeat(20)],
  ['number', '1e999'],
  ['negative', '-1'],
  ['big number', '9'.repeat(40)],
  ['prototype', '__proto__'],
  ['constructor', 'constructor'],
]

/** As written into a query or a form: what URLSearchParams would never write. */
export const badEncodings: readonly (readonly [name: string, raw: string])[] = [
  ['lone percent', '%'],
  ['cut percent', '%4'],
  ['no hex', '%zz'],
  ['overlong UTF-8', '%C0%AF'],
  ['cut UTF-8', '%E2%82'],
  ['surrogate', '%ED%A0%80'],
  ['NUL', '%00'],
  ['invalid byte', '%FF%FE'],
]

export const long = 'x'.repeat(100_000)
