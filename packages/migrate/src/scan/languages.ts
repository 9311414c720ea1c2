import type { lexicons } from './lex/lexicon.ts'

/** How a file is read: as code of a language, as lines of settings, or as markup with scripts in it. */
export type Reader =
  | { readonly as: 'code'; readonly lexicon: keyof typeof lexicons; readonly name: string }
  | { readonly as: 'lines'; readonly name: string }
  | { readonly as: 'markup'; readonly name: string }

const code = (lexicon: keyof typeof lexicons, name: string = lexicon): Reader => ({ as: 'code', lexicon, name })
const lines = (name: string): Reader => ({ as: 'lines', name })
const markup = (name: string): Reader => ({ as: 'markup', name })

const byExtension: { readonly [extension: string]: Reader } = {
  ...each(['js', 'mjs', 'cjs', 'jsx'], code('script', 'JavaScript')),
  ...each(['ts', 'mts', 'cts', 'tsx'], code('script', 'TypeScript')),
  ...each(['php', 'phtml', 'inc'], code('php', 'PHP')),
  ...each(['py', 'pyi'], code('python', 'Python')),
  ...each(['java', 'groovy', 'scala'], code('java', 'Java')),
  ...each(['kt', 'kts'], code('kotlin', 'Kotlin')),
  swift: code('swift', 'Swift'),
  ...each(['rb', 'rake', 'ru'], code('ruby', 'Ruby')),
  go: code('go', 'Go'),
  cs: code('csharp', 'C#'),
  ...each(['sh', 'bash', 'zsh'], code('shell', 'shell')),
  ...each(['json', 'jsonc', 'webmanifest'], code('json', 'JSON')),
  env: lines('.env'),
  ...each(['yml', 'yaml'], lines('YAML')),
  ...each(['properties', 'ini', 'toml', 'conf', 'cfg'], lines('settings')),
  ...each(['html', 'htm', 'xhtml', 'xml'], markup('HTML')),
  ...each(['vue', 'svelte', 'astro'], markup('component')),
  ...each(['twig', 'erb', 'ejs', 'hbs', 'mustache', 'njk', 'liquid', 'cshtml', 'jsp'], markup('template')),
}

/** Undefined: not read at all. */
export function readerOf(fileName: string): Reader | undefined {
  const name = fileName.toLowerCase()
  if (/^\.env(\.|$)/.test(name)) return lines('.env')
  if (name.endsWith('.blade.php') || name.endsWith('.html.php')) return markup('template')
  if (/[.-]min\.(js|mjs|cjs|html)$/.test(name) || name.endsWith('.d.ts.map')) return undefined
  if (/^(package-lock|composer\.lock|pnpm-lock|npm-shrinkwrap)/.test(name)) return undefined
  return byExtension[name.slice(name.lastIndexOf('.') + 1)]
}

function each(extensions: readonly string[], reader: Reader): { [extension: string]: Reader } {
  return Object.fromEntries(extensions.map((extension) => [extension, reader]))
}
