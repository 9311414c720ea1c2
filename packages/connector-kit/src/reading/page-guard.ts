/** Bounds on a bank's pages: none is asked for twice, none after the last, and a run of empty ones ends. */
export interface PageGuard {
  /** What is wrong with going on to this URL, or nothing. Counts it as visited. */
  readonly problem: (url: string) => string | undefined
  readonly read: (entries: number) => void
}

/** So many pages without an entry are a bank in a loop: each has a URL of its own, and there is nothing behind. */
const maxEmptyPages = 20

export function pageGuard(maxPages: number): PageGuard {
  const seen = new Set<string>()
  let empty = 0
  return {
    problem: (url) => {
      if (seen.has(url)) return 'pages go in circles'
      if (seen.size >= maxPages) return `more than ${maxPages} pages`
      if (empty >= maxEmptyPages) return 'pages without entries go on and on'
      seen.add(url)
      return undefined
    },
    read: (entries) => {
      empty = entries === 0 ? empty + 1 : 0
    },
  }
}
