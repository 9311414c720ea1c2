import type { CallExample } from './examples.ts'

export interface Sample {
  readonly language: 'curl' | 'typescript' | 'php' | 'python'
  readonly title: string
  readonly code: string
}

export interface SampleCall {
  readonly operationId: string
  readonly method: string
  /** With `{id}`. */
  readonly path: string
  /** Whose token: the application's, a user's, the client's secret instead, or none. */
  readonly who: 'client' | 'user' | 'secret' | 'none'
  readonly example: CallExample
}

const base = 'https://raccord.example'

/** One call in four languages: by hand, by the SDK, by the small clients in `examples/`. */
export function samplesOf(call: SampleCall): readonly Sample[] {
  return [
    { language: 'curl', title: 'curl', code: curl(call) },
    { language: 'typescript', title: 'TypeScript', code: typescript(call) },
    { language: 'php', title: 'PHP', code: php(call) },
    { language: 'python', title: 'Python', code: python(call) },
  ]
}

function curl({ method, path, who, example }: SampleCall): string {
  const query = new URLSearchParams(texts(example.query)).toString()
  const url = `${base}${filled(path, example)}${query === '' ? '' : `?${query.replaceAll('%2C', ',')}`}`
  const body = who === 'secret' ? { client_id: 'shop', client_secret: '$SECRET', ...example.body } : example.body
  const parts = [
    // A body makes it a POST by itself; no body, nothing needs to be said.
    `curl ${method === 'GET' || (method === 'POST' && body) ? '' : `-X ${method} `}${query === '' ? url : `'${url}'`}`,
    ...(who === 'client' || who === 'user' ? [`-H "Authorization: Bearer $${who.toUpperCase()}_TOKEN"`] : []),
    ...(body ? [`-H 'Content-Type: application/json'`, `-d ${shellJson(body)}`] : []),
  ]
  return parts.join(' \\\n  ')
}

/** In single quotes, so that nothing of it is the shell's, but for the secret. */
function shellJson(body: object): string {
  return `'${JSON.stringify(body).replaceAll("'", `'\\''`)}'`.replace('$SECRET', `'"$SECRET"'`)
}

function typescript({ operationId, who, example }: SampleCall): string {
  if (operationId === 'createToken')
    return `const user = await raccord.signIn('ada@example.com', 'correct-horse-battery')`
  if (operationId === 'createWidgetSession')
    return `const { url, sessionId } = await user.widgetLink('add_connection', { locale: 'en' })`
  if (operationId === 'createPreviousWidgetSession') return '// Not in the SDK: use widgetLink().'
  const query = example.query && Object.fromEntries(Object.entries(example.query).map(listed))
  const given = [
    example.id === undefined ? undefined : `'${example.id}'`,
    query && js(query),
    example.body && js(example.body),
  ]
  const assigned = example.answer === undefined ? '' : `const answer = `
  return `${assigned}await ${who === 'user' ? 'user' : 'raccord'}.${operationId}(${given.filter(Boolean).join(', ')})`
}

/** The SDK takes lists as lists. */
const listed = ([name, value]: [string, string | number]): [string, unknown] =>
  /^(type|status|usage|countries)$/.test(name) ? [name, String(value).split(',')] : [name, value]

function php({ method, path, who, example, operationId }: SampleCall): string {
  if (operationId === 'createToken') return `$user = $raccord->signIn('ada@example.com', 'correct-horse-battery');`
  if (operationId === 'createWidgetSession')
    return `[$url, $sessionId] = $user->widgetLink('add_connection', ['locale' => 'en']);`
  const given = [`'${method}'`, `'${filled(path, example)}'`]
  if (example.query) given.push(`query: ${phpValue(example.query)}`)
  const body = who === 'secret' ? undefined : example.body
  if (body) given.push(`body: ${phpValue(body)}`)
  const assigned = example.answer === undefined ? '' : '$answer = '
  return `${assigned}${who === 'user' ? '$user' : '$raccord'}->call(${given.join(', ')});`
}

function python({ method, path, who, example, operationId }: SampleCall): string {
  if (operationId === 'createToken') return `user = raccord.sign_in("ada@example.com", "correct-horse-battery")`
  if (operationId === 'createWidgetSession') return `url, session_id = user.widget_link("add_connection", locale="en")`
  const given = [`"${method}"`, `"${filled(path, example)}"`]
  if (example.query) given.push(`query=${pythonValue(example.query)}`)
  const body = who === 'secret' ? undefined : example.body
  if (body) given.push(`body=${pythonValue(body)}`)
  const assigned = example.answer === undefined ? '' : 'answer = '
  return `${assigned}${who === 'user' ? 'user' : 'raccord'}.call(${given.join(', ')})`
}

const filled = (path: string, { id }: CallExample): string => path.replace('{id}', id ?? '')

const texts = (query: CallExample['query'] = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]))

function js(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(js).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([name, own]) => `${name}: ${js(own)}`)
      .join(', ')} }`
  return typeof value === 'string' ? `'${value}'` : String(value)
}

function phpValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(phpValue).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `[${Object.entries(value)
      .map(([name, own]) => `'${name}' => ${phpValue(own)}`)
      .join(', ')}]`
  return typeof value === 'string' ? `'${value}'` : String(value)
}

const pythonWords: Readonly<Record<string, string>> = { null: 'None', true: 'True', false: 'False' }

function pythonValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, own]) => `"${name}": ${pythonValue(own)}`)
      .join(', ')}}`
  return typeof value === 'string' ? `"${value}"` : (pythonWords[String(value)] ?? String(value))
}
