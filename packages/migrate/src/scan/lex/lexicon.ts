/** How an expression is put into a string. */
export type Interpolation = '${' | '#{' | '\\(' | '{' | '$name' | '{$'

export interface StringRule {
  /** Sticky; group 1, where there is one, is repeated by `close`. */
  readonly open: RegExp
  /** Literal end; `$1` stands for the group of `open`, a leading `\n` for "on a line of its own". */
  readonly close: string
  readonly escape: 'backslash' | 'doubled' | 'none'
  readonly multiline: boolean
  readonly holes: readonly Interpolation[]
}

/** What of a language must be known to tell its strings from its comments. */
export interface Lexicon {
  readonly lineComments: readonly RegExp[]
  readonly blockComments: readonly { readonly open: RegExp; readonly close: string; readonly nested?: boolean }[]
  readonly strings: readonly StringRule[]
  readonly word: RegExp
  /** A line end may end a statement. */
  readonly newlines: boolean
  /** Which `{` begin values instead of blocks; `indented` languages have no brace blocks. */
  readonly braces: 'script' | 'class' | 'initialiser' | 'go' | 'lambda' | 'value'
  readonly scopes: 'braces' | 'indent' | 'file'
  /** Puts strings together. */
  readonly concat: '+' | '.' | 'glue'
  /** `/…/` after an operator is a regular expression. */
  readonly regexLiterals?: boolean
  /** Code stands between these, the rest is text. */
  readonly islands?: { readonly open: RegExp; readonly close: string }
  /** `name: value` in a call names a parameter of the function, not a word on the wire. */
  readonly namedArguments?: boolean
}

const double = (holes: readonly Interpolation[] = []): StringRule => ({
  open: /"/y,
  close: '"',
  escape: 'backslash',
  multiline: false,
  holes,
})
const single: StringRule = { open: /'/y, close: "'", escape: 'backslash', multiline: false, holes: [] }
const triple = (open: RegExp, close: string, holes: readonly Interpolation[] = []): StringRule => ({
  open,
  close,
  escape: 'none',
  multiline: true,
  holes,
})
const anyLine = (rule: StringRule): StringRule => ({ ...rule, multiline: true })

const slashes = [/\/\//y]
const stars = [{ open: /\/\*/y, close: '*/' }]
const nestedStars = [{ open: /\/\*/y, close: '*/', nested: true }]
const plainWord = /[A-Za-z_]\w*/y
const dollarWord = /[A-Za-z_$][\w$]*/y

const cLike = {
  lineComments: slashes,
  blockComments: stars,
  word: plainWord,
  newlines: false,
  braces: 'class',
  scopes: 'braces',
  concat: '+',
} as const

const script: Lexicon = {
  ...cLike,
  strings: [{ open: /`/y, close: '`', escape: 'backslash', multiline: true, holes: ['${'] }, double(), single],
  word: dollarWord,
  newlines: true,
  braces: 'script',
  regexLiterals: true,
}

const php: Lexicon = {
  ...cLike,
  lineComments: [/\/\//y, /#(?!\[)/y],
  strings: [
    triple(/<<<[ \t]*'(\w+)'/y, '\n$1'),
    { ...triple(/<<<[ \t]*"?(\w+)"?/y, '\n$1', ['{$', '$name']), escape: 'backslash' },
    anyLine(double(['{$', '$name'])),
    anyLine(single),
  ],
  word: dollarWord,
  concat: '.',
  islands: { open: /<\?(?:php|=)/g, close: '?>' },
  namedArguments: true,
}

const python: Lexicon = {
  lineComments: [/#/y],
  blockComments: [],
  strings: [
    triple(/(?:[rR][fF]|[fF][rR]?)"""/y, '"""', ['{']),
    triple(/(?:[rR][fF]|[fF][rR]?)'''/y, "'''", ['{']),
    triple(/[rRbBuU]{0,2}"""/y, '"""'),
    triple(/[rRbBuU]{0,2}'''/y, "'''"),
    { ...double(['{']), open: /(?:[rR][fF]|[fF][rR]?)"/y },
    { ...single, open: /(?:[rR][fF]|[fF][rR]?)'/y, holes: ['{'] },
    { ...double(), open: /[rRbBuU]{0,2}"/y },
    { ...single, open: /[rRbBuU]{0,2}'/y },
  ],
  word: plainWord,
  newlines: true,
  braces: 'value',
  scopes: 'indent',
  concat: '+',
}

const ruby: Lexicon = {
  lineComments: [/#/y],
  blockComments: [{ open: /(?<=^|\n)=begin\b/y, close: '\n=end' }],
  strings: [
    triple(/<<[~-]?'(\w+)'/y, '\n$1'),
    triple(/<<[~-]?"?([A-Z]\w*)"?/y, '\n$1', ['#{']),
    { open: /%[QW]?[{]/y, close: '}', escape: 'backslash', multiline: true, holes: ['#{'] },
    { open: /%[QWqwi]?[(]/y, close: ')', escape: 'backslash', multiline: true, holes: ['#{'] },
    { open: /%[QWqwi]?[[]/y, close: ']', escape: 'backslash', multiline: true, holes: ['#{'] },
    anyLine(double(['#{'])),
    anyLine(single),
  ],
  word: /[A-Za-z_@$][\w]*[?!]?/y,
  newlines: true,
  braces: 'value',
  scopes: 'indent',
  concat: '+',
}

const shell: Lexicon = {
  lineComments: [/(?<=^|[\s;])#/y],
  blockComments: [],
  strings: [
    triple(/<<-?[ \t]*'(\w+)'/y, '\n$1'),
    triple(/<<-?[ \t]*"?([A-Za-z_]\w*)"?/y, '\n$1', ['${', '$name']),
    anyLine(double(['${', '$name'])),
    { open: /'/y, close: "'", escape: 'none', multiline: true, holes: [] },
    // A bare word with an address or a `name=value` in it.
    {
      open: /(?=[A-Za-z0-9_./:${}-]*[/=&?])/y,
      close: '',
      escape: 'backslash',
      multiline: false,
      holes: ['${', '$name'],
    },
  ],
  word: /[A-Za-z_-][\w-]*/y,
  newlines: true,
  braces: 'value',
  scopes: 'file',
  concat: 'glue',
}

const json: Lexicon = {
  ...cLike,
  strings: [double()],
  braces: 'value',
  scopes: 'file',
}

export const lexicons = {
  script,
  php,
  python,
  ruby,
  shell,
  json,
  java: { ...cLike, strings: [triple(/"""/y, '"""'), double(), single] },
  kotlin: {
    ...cLike,
    blockComments: nestedStars,
    strings: [triple(/"""/y, '"""', ['${', '$name']), double(['${', '$name']), single],
    newlines: true,
    braces: 'lambda',
    namedArguments: true,
  },
  swift: {
    ...cLike,
    blockComments: nestedStars,
    strings: [triple(/(#+)"/y, '"$1'), triple(/"""/y, '"""', ['\\(']), double(['\\('])],
    newlines: true,
    braces: 'lambda',
    namedArguments: true,
  },
  go: {
    ...cLike,
    strings: [{ open: /`/y, close: '`', escape: 'none', multiline: true, holes: [] }, double(), single],
    newlines: true,
    braces: 'go',
  },
  csharp: {
    ...cLike,
    strings: [
      triple(/\$"""/y, '"""', ['{']),
      triple(/"""/y, '"""'),
      { open: /\$@"|@\$"/y, close: '"', escape: 'doubled', multiline: true, holes: ['{'] },
      { open: /@"/y, close: '"', escape: 'doubled', multiline: true, holes: [] },
      { ...double(['{']), open: /\$"/y },
      double(),
      single,
    ],
    braces: 'initialiser',
    namedArguments: true,
  },
} as const satisfies Record<string, Lexicon>
