import { locales, nameOf } from '@raccord/contract'
import { asText } from './as-text.ts'
import { sandboxDocument } from './sandbox-document.ts'
import { screenFrame } from './screen-frame.ts'
import { groupShown, groupTitle, screenGroups } from './screen-groups.ts'
import { choiceQuery, type Size, sizes, type ViewChoice } from './view-choice.ts'

const sizeNames: Readonly<Record<Size, string>> = { phone: '408 × 600', small: '320 × 640', desktop: 'Desktop' }

/** Designs of clients to look through: the widget's own, and two that differ from it in everything. */
const themes = {
  Raccord: {},
  Forest: { elements_color: '#2e7d32', radius: '4', font: 'Georgia' },
  Plum: { elements_color: '#8a1c7c', radius: '20', paper: '#fff8fd' },
} as const

/** The widget's screens from their fixtures: one screen at a time with all that may stand on it. */
export function galleryPage(names: readonly string[], choice: ViewChoice): string {
  const groups = screenGroups(names)
  const shown = groupShown(groups, choice.screen)
  const here = { ...choice, screen: shown.name }
  const link = (label: string, to: Partial<ViewChoice>, current: boolean): string =>
    `<a href="/gallery?${asText(choiceQuery({ ...here, ...to }))}"${current ? ' aria-current="true"' : ''}>${label}</a>`
  const { scheme, ...worn } = choice.theme
  const isWorn = (theme: object) =>
    new URLSearchParams({ ...theme }).toString() === new URLSearchParams(worn).toString()
  const switches = [
    ['Language', locales.map((locale) => link(nameOf(locale), { locale }, locale === choice.locale))],
    ['Size', (Object.keys(sizes) as Size[]).map((size) => link(sizeNames[size], { size }, size === choice.size))],
    [
      'Scheme',
      (['light', 'dark'] as const).map((one) =>
        link(one === 'light' ? 'Light' : 'Dark', { theme: { ...choice.theme, scheme: one } }, one === scheme),
      ),
    ],
    [
      'Theme',
      Object.entries(themes).map(([name, theme]) => link(name, { theme: { ...theme, scheme } }, isWorn(theme))),
    ],
  ] as const
  const list = [...groups].map(
    ([name, cases]) =>
      `<li>${link(`${groupTitle(name)} <span>${cases.length}</span>`, { screen: name }, name === shown.name)}</li>`,
  )
  const neighbours = [shown.before && `← ${groupTitle(shown.before)}`, shown.after && `${groupTitle(shown.after)} →`]
  const steps = [shown.before, shown.after].map((name, at) =>
    name === undefined ? '<span></span>' : link(String(neighbours[at]), { screen: name }, false),
  )
  return sandboxDocument({
    title: 'Screens of the widget',
    here: '/gallery',
    body: `<p class="lead">${names.length} cases of ${groups.size} screens, drawn from the fixtures that the tests use. <a href="/studio">Try your own design</a>.</p>
<div class="switches">${switches.map(([label, links]) => `<nav aria-label="${label}"><b>${label}</b>${links.join('')}</nav>`).join('')}</div>
<div class="browser"><nav class="groups" aria-label="Screens"><ul>${list.join('')}</ul></nav>
<div><h2>${groupTitle(shown.name)}</h2><div class="screens">${shown.names.map((name) => screenFrame(name, here)).join('\n')}</div>
<nav class="steps" aria-label="Other screens">${steps.join('')}</nav></div></div>`,
  })
}
