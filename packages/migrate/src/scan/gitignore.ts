interface Rule {
  readonly pattern: RegExp
  readonly negated: boolean
  readonly folderOnly: boolean
}

/** The rules of one `.gitignore`, for paths below its folder. Character classes and escapes are read as git reads them. */
export class Gitignore {
  readonly #rules: readonly Rule[]

  constructor(text: string) {
    this.#rules = text.split(/\r?\n/).flatMap((line) => rule(line))
  }

  /** `path` is relative to the folder of the file, with `/`. Undefined: no rule speaks of it. */
  ignores(path: string, isFolder: boolean): boolean | undefined {
    const last = this.#rules.findLast(({ pattern, folderOnly }) => (isFolder || !folderOnly) && pattern.test(path))
    return last && !last.negated
  }
}

function rule(line: string): Rule[] {
  let text = line.replace(/(?<!\\)\s+$/, '')
  if (text === '' || text.startsWith('#')) return []
  const negated = text.startsWith('!')
  if (negated) text = text.slice(1)
  const folderOnly = text.endsWith('/')
  if (folderOnly) text = text.slice(0, -1)
  const anchored = text.includes('/')
  if (text.startsWith('/')) text = text.slice(1)
  try {
    return [{ pattern: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${translated(text)}$`), negated, folderOnly }]
  } catch {
    return []
  }
}

function translated(glob: string): string {
  return glob.replaceAll(/\*\*\/|\/\*\*$|\*+|\?|\[!?[^\]]*\]|\\?[\s\S]/g, (part) => {
    if (part === '**/') return '(?:.*/)?'
    if (part === '/**') return '/.*'
    if (part.startsWith('*')) return '[^/]*'
    if (part === '?') return '[^/]'
    if (part.startsWith('[')) return part.length > 2 ? part.replace('[!', '[^') : '\\['
    return part.replace(/^\\/, '').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
}
