import { colourSchemes, locales } from '@raccord/contract'
import { asText } from './as-text.ts'
import { sandboxDocument } from './sandbox-document.ts'
import { screenFrame } from './screen-frame.ts'
import { groupShown, groupTitle, screenGroups } from './screen-groups.ts'
import { sizes, startValues, type ViewChoice } from './view-choice.ts'

const fields = [
  { name: 'elements_color', label: 'Buttons and links', type: 'color' },
  { name: 'font_color', label: 'Text', type: 'color' },
  { name: 'paper', label: 'Background', type: 'color' },
  { name: 'font', label: 'Font family', type: 'text' },
  { name: 'radius', label: 'Corner radius, px', type: 'number' },
] as const

/** Cases of one screen that are shown at a time: beside the controls, not beneath them. */
const mostFrames = 4

/** A screen with a design that one is trying, and the parameters to copy. Works without script by its Apply button. */
export function studioPage(
  names: readonly string[],
  choice: ViewChoice,
  warnings: readonly { readonly parameter: string; readonly reason: string }[],
): string {
  const { theme } = choice
  const inputs = fields.map(({ name, label, type }) => {
    const limits = type === 'number' ? ' min="0" max="24"' : ''
    return `<label>${label}<input type="${type}" name="${name}" value="${asText(theme[name] ?? startValues[name] ?? '')}"${limits}></label>`
  })
  const choices = (label: string, name: string, values: readonly string[], current: string): string =>
    `<label>${label}<select name="${name}">${values.map((value) => `<option${value === current ? ' selected' : ''}>${value}</option>`).join('')}</select></label>`
  const said = warnings.map(({ parameter, reason }) => `<li><code>${asText(parameter)}</code>: ${asText(reason)}</li>`)
  const groups = screenGroups(names)
  const shown = groupShown(groups, choice.screen ?? 'consent')
  const screens = [...groups.keys()].map(
    (name) => `<option value="${asText(name)}"${name === shown.name ? ' selected' : ''}>${groupTitle(name)}</option>`,
  )
  const frames = shown.names.slice(0, mostFrames).map((name) => screenFrame(name, { ...choice, screen: shown.name }))
  return sandboxDocument({
    title: 'Your own design',
    here: '/studio',
    body: `<p class="lead">Try a design, look at it beside the controls, then take the parameters along. Text that would be hard to read is corrected, and said here. <a href="/gallery">All screens as they are</a>.</p>
<div class="studio"><form id="studio" method="get" action="/studio">
<fieldset><legend>Design</legend>${inputs.join('')}${choices('Light or dark', 'scheme', colourSchemes, theme.scheme)}</fieldset>
<fieldset><legend>View</legend><label>Screen<select name="screen">${screens.join('')}</select></label>${choices('Language', 'locale', locales, choice.locale)}${choices('Size', 'size', Object.keys(sizes), choice.size)}</fieldset>
<button type="submit">Apply</button>
<section aria-live="polite"><h2>Append to a widget link</h2><p><code id="parameters">${asText(linkParameters(choice))}</code></p>
<h2>Or keep it with the client</h2><p><code>${asText(designCommand(choice))}</code></p>${said.length > 0 ? `<ul class="warnings">${said.join('')}</ul>` : ''}</section></form>
<div class="screens">${frames.join('\n')}</div></div>`,
    script: '/gallery/studio.js',
  })
}

/** Of the design only: who copies a language along with it shows everybody that one. */
function linkParameters({ theme }: ViewChoice): string {
  return `&${new URLSearchParams({ ...theme })}`
}

/** As a shell reads it: what a field may hold beyond letters stands in single quotes. */
function designCommand({ theme }: ViewChoice): string {
  const quoted = (value: string) => (/^[\w-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`)
  const options = Object.entries(theme).map(([name, value]) => `--${name.replaceAll('_', '-')} ${quoted(value)}`)
  return `raccord clients design <client id> ${options.join(' ')} --logo <file>`
}
