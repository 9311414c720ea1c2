import { asText } from './as-text.ts'
import { choiceQuery, sizes, type ViewChoice } from './view-choice.ts'

/** One screen as a picture, inert and without its script; the link above it opens the live page. */
export function screenFrame(name: string, choice: ViewChoice): string {
  const [width, height] = sizes[choice.size]
  const source = `/gallery/screen?name=${encodeURIComponent(name)}&${choiceQuery(choice)}`
  return `<figure><figcaption><a href="${asText(source)}">${asText(name)}</a></figcaption>
<iframe class="${choice.theme.scheme}" data-name="${asText(name)}" src="${asText(`${source}&still=1`)}" width="${width}" height="${height}" loading="lazy" inert title="${asText(name)}"></iframe></figure>`
}
