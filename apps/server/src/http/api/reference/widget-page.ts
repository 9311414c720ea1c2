import { endpoints, type ParameterRow, parameters } from '@raccord/contract'
import { prose, row, table, text } from './docs-text.ts'

const says: Readonly<Record<(typeof endpoints)[number], string>> = {
  add_connection: 'A person connects a bank.',
  edit_credentials: 'He renews a consent, or gives a new password.',
  user_input: 'He answers what his bank waits for.',
  manage_accounts: 'He chooses what is shared, renews, disconnects.',
}

const rows = Object.entries(parameters as Record<string, ParameterRow>)

/** The widget's endpoints, each parameter, and a link made of what the form says. Works without script. */
export function widgetPage(embedBase: string, asked: Readonly<Record<string, string>>): string {
  const endpoint = endpoints.find((one) => one === asked['endpoint']) ?? 'add_connection'
  return `<h1>The widget’s links</h1>
<p><a href="/docs#createWidgetSession"><code>POST /v2.1/widget_session</code></a> answers one link an endpoint. Append parameters to it as <code>&amp;name=value</code> and send the person there.</p>
${table(
  'Endpoints',
  endpoints.map((one) => row(`<code>${one}</code>`, prose(says[one]))),
)}
<h2 id="build">Build a link</h2>
<form class="builder" action="/docs/widget#link" method="get">
<label><strong>Endpoint</strong><select name="endpoint">${endpoints.map((one) => `<option${one === endpoint ? ' selected' : ''}>${one}</option>`).join('')}</select></label>
${rows.map(([name, parameter]) => field(name, parameter, asked[name] ?? '')).join('')}
<button>Build the link</button></form>
<div id="link">${built(embedBase, endpoint, asked)}</div>
<h2 id="parameters">Every parameter</h2>
<p>A functional parameter stays that of the first opening; a display one follows the newest. A bad value is either replaced by the default or refused with a page that says so. Unknown ones are ignored.</p>
${table(
  'Parameters',
  rows.map(([name, parameter]) => describe(name, parameter)),
)}`
}

function field(name: string, { meaning, endpoints: of, byDefault }: ParameterRow, value: string): string {
  const where = of.length === endpoints.length ? '' : ` <span>${of.join(', ')} only.</span>`
  const control =
    typeof byDefault === 'boolean'
      ? `<select name="${name}">${['', 'true', 'false'].map((one) => `<option value="${one}"${one === value ? ' selected' : ''}>${one || `default (${byDefault})`}</option>`).join('')}</select>`
      : `<input name="${name}" value="${text(value)}" maxlength="2000" autocomplete="off" spellcheck="false">`
  return `<label><strong><code>${name}</code></strong>${control}<span>${prose(meaning)}${where}</span></label>`
}

/** The link, what of it would be refused or replaced, and the same by the SDK. */
function built(base: string, endpoint: (typeof endpoints)[number], asked: Readonly<Record<string, string>>): string {
  const given = rows.filter(([name, { endpoints: of }]) => asked[name] && of.includes(endpoint))
  const query = new URLSearchParams(given.map(([name]) => [name, asked[name] ?? '']))
  const link = `${base}/v2.1/widget/${endpoint}?session_id=<session_id>${query.size > 0 ? `&${query}` : ''}`
  const notes = given.flatMap(([name, parameter]) => {
    const reading = parameter.read(asked[name] ?? '')
    if ('broken' in reading) {
      const then = parameter.onBad === 'refuse' ? 'The link is refused.' : 'The default takes its place.'
      return [`<li class="broken"><code>${name}</code>: ${text(reading.broken)}. ${then}</li>`]
    }
    return reading.warning ? [`<li><code>${name}</code>: ${text(reading.warning)}</li>`] : []
  })
  const left = rows
    .filter(([name, { endpoints: of }]) => asked[name] && !of.includes(endpoint))
    .map(([name]) => `<li class="broken"><code>${name}</code> is not read by ${endpoint}.</li>`)
  const said = [...notes, ...left]
  const sdk = given.map(([name, parameter]) => `  ${name}: ${literal(parameter, asked[name] ?? '')},\n`)
  const call = `const { url } = await user.widgetLink('${endpoint}'${sdk.length > 0 ? `, {\n${sdk.join('')}}` : ''})`
  return `<div class="json"><p>Link</p><pre tabindex="0"><code>${text(link)}</code></pre></div>${said.length > 0 ? `<ul>${said.join('')}</ul>` : ''}
<div class="json"><p>TypeScript</p><pre tabindex="0"><code>${text(call)}</code></pre></div>`
}

function literal(parameter: ParameterRow, value: string): string {
  const reading = parameter.read(value)
  const read = 'value' in reading ? reading.value : value
  if (typeof read === 'boolean' || typeof read === 'number') return String(read)
  const list = Array.isArray(read)
    ? `[${value
        .split(',')
        .map((one) => JSON.stringify(one.trim()))
        .join(', ')}]`
    : undefined
  return list ?? JSON.stringify(value)
}

function describe(name: string, parameter: ParameterRow): string {
  const { previous, endpoints: of, kind, onBad, byDefault, meaning } = parameter
  const formerly = previous.filter((one) => one !== name)
  const facts = [
    of.length === endpoints.length ? 'all endpoints' : of.join(', '),
    kind,
    onBad === 'refuse' ? 'a bad value is refused' : 'a bad value counts as absent',
    ...(byDefault === undefined || (Array.isArray(byDefault) && byDefault.length === 0)
      ? []
      : [`default <code>${text(String(byDefault))}</code>`]),
    ...(formerly.length > 0 ? [`formerly <code>${formerly.join(', ')}</code>`] : []),
  ]
  return `<tr id="parameter-${name}"><th scope="row"><code>${name}</code></th><td>${prose(meaning)}<br><span class="quiet">${facts.join(' · ')}</span></td></tr>`
}
