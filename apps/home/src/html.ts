/** Text that is already HTML. Everything else put into a page is escaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Piece = Html | readonly Piece[] | string | number | false | undefined

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function render(piece: Piece): string {
  if (piece === undefined || piece === false) return ''
  if (piece instanceof Html) return piece.text
  if (typeof piece === 'string' || typeof piece === 'number') {
    return String(piece).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
  }
  return piece.map(render).join('')
}

/** Template tag: html`<p>${anything}</p>`. Values are escaped, lists joined, undefined and false left out. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.reduce((text, part, at) => text + render(pieces[at - 1]) + part))
}
