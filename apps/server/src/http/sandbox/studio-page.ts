import { locales } from '@raccord/contract'
import { asText } from './as-text.ts'
import { sandboxDocument } from './sandbox-document.ts'
import { screenFrame } from './screen-frame.ts'
import { sizes, type ViewChoice } from './view-choice.ts'

/** Parameters of the link, and what only the client registry keeps. */
const fields = [
  { name: 'elements_color', label: 'Buttons and links', type: 'color', start: '#3538cd', link: true },
  { name: 'font_color', label: 'Text', type: 'color', start: '#16181d', link: true },
  { name: 'font', label: 'Font family', type: 'text', start: '', link: true },
  { name: 'paper', label: 'Background (client registry)', type: 'color', start: '#ffffff', link: false },
  { name: 'radius', label: 'Corner radius, px (client registry)', type: 'number', start: '12', link: false },
] as const

/** Every screen with a design that one is trying, and the parameters to copy. Works without script by its Apply button. */
export function studioPage(
  names: readonly string[],
  choice: ViewChoice,
  warnings: readonly { readonly parameter: string; readonly reason: string }[],
): string {
  const { theme } = choice
  const inputs = fields.map(({ name, label, type, start }) => {
    const limits = type === 'number' ? ' min="0" max="24"' : ''
    return `<label>${label}<input type="${type}" name="${name}" value="${asText(theme[name] ?? start)}"${limits}></label>`
  })
  const choices = (name: string, values: readonly string[], current: string): string =>
    `<label>${name}<select name="${name}">${values.map((value) => `<option${value === current ? ' selected' : ''}>${value}</option>`).join('')}</select></label>`
  const said = warnings.map(({ parameter, reason }) => `<li><code>${asText(parameter)}</code>: ${asText(reason)}</li>`)
  return sandboxDocument(
    'Studio',
    `<p>Try a design on every screen, then take the parameters along. Text that would be hard to read is corrected, and said here. <a href="/gallery">All screens as they are</a>.</p>
<form id="studio" method="get" action="/studio">
<fieldset><legend>Design</legend>${inputs.join('')}</fieldset>
<fieldset><legend>View</legend>${choices('locale', locales, choice.locale)}${choices('size', Object.keys(sizes), choice.size)}${choices('scheme', ['light', 'dark'], choice.scheme)}</fieldset>
<button type="submit">Apply</button></form>
<section aria-live="polite"><h2>Append to a widget link</h2><p><code id="parameters">${asText(linkParameters(choice))}</code></p>${said.length > 0 ? `<ul class="warnings">${said.join('')}</ul>` : ''}</section>
<main class="screens">${names.map((name) => screenFrame(name, choice)).join('\n')}</main>`,
    '/gallery/studio.js',
  )
}

function linkParameters({ theme, locale }: ViewChoice): string {
  const inLink = fields
    .filter((field) => field.link)
    .flatMap(({ name }) => (theme[name] ? [[name, theme[name] ?? '']] : []))
  return `&${new URLSearchParams([...inLink, ['locale', locale]])}`
}
