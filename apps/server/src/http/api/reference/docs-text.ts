/** Text for a page, and descriptions, which mark names with backticks as Markdown does. */
export function text(raw: string | undefined): string {
  return (raw ?? '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

export function prose(raw: string | undefined): string {
  return text(raw).replace(/`([^`]+)`/g, '<code>$1</code>')
}

export function table(caption: string, rows: readonly string[]): string {
  if (rows.length === 0) return ''
  return `<div class="scroll" tabindex="0" role="group" aria-label="${text(caption)}"><table><caption>${text(caption)}</caption><tbody>${rows.join('')}</tbody></table></div>`
}

export const row = (head: string, ...cells: readonly string[]): string =>
  `<tr><th scope="row">${head}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`

/** As code hosts make anchors of headings: a link to the file of the reference leads to the same place on the page. */
export const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
