import ignore, { type Ignore } from 'ignore'

/** The rules of one `.gitignore`, for paths below its folder, read as git reads them. */
export class Gitignore {
  readonly #rules: Ignore

  constructor(text: string) {
    // Any number of `**/` in a row says what one does, and would cost a power of the depth for each.
    this.#rules = ignore({ ignorecase: false, allowRelativePaths: true }).add(text.replaceAll(/(?:\*\*\/){2,}/g, '**/'))
  }

  /** `path` is relative to the folder of the file, with `/`. Undefined: no rule speaks of it. */
  ignores(path: string, isFolder: boolean): boolean | undefined {
    const { ignored, unignored } = this.#rules.test(isFolder ? `${path}/` : path)
    return ignored || (unignored ? false : undefined)
  }
}
