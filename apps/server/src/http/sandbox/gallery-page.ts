import { locales, nameOf } from '@raccord/contract'
import { sandboxDocument } from './sandbox-document.ts'
import { screenFrame } from './screen-frame.ts'
import { choiceQuery, type Size, sizes, type ViewChoice } from './view-choice.ts'

const sizeNames: Readonly<Record<Size, string>> = { phone: '408 × 600', small: '320 px', desktop: 'Desktop' }

/** Every screen of the widget from its fixtures, in one size, scheme and language at a time. */
export function galleryPage(names: readonly string[], choice: ViewChoice): string {
  const link = (label: string, change: Parameters<typeof choiceQuery>[1], current: boolean): string =>
    `<a href="/gallery?${choiceQuery(choice, change).replaceAll('&', '&amp;')}"${current ? ' aria-current="true"' : ''}>${label}</a>`
  const switches = [
    locales.map((locale) => link(nameOf(locale), { locale }, locale === choice.locale)),
    (Object.keys(sizes) as Size[]).map((size) => link(sizeNames[size], { size }, size === choice.size)),
    (['light', 'dark'] as const).map((scheme) =>
      link(scheme === 'light' ? 'Light' : 'Dark', { scheme }, scheme === choice.theme.scheme),
    ),
  ]
  return sandboxDocument({
    title: 'Screens of the widget',
    here: '/gallery',
    body: `<p>${names.length} screens, drawn from the same fixtures that the tests use. <a href="/studio">Try your own design</a>.</p>
<nav aria-label="View">${switches.map((group) => `<span>${group.join(' ')}</span>`).join('')}</nav>
<main class="screens">${names.map((name) => screenFrame(name, choice)).join('\n')}</main>`,
  })
}
