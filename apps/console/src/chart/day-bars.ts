import { type Html, html } from '@raccord/home/html'

const height = 48

/** A bar a day; what it says stands in the table beneath. */
export function dayBars(title: string, daily: readonly number[]): Html {
  const most = Math.max(1, ...daily)
  return html`<svg class="days" role="img" aria-label="${title}" viewBox="0 0 ${daily.length * 10} ${height}" preserveAspectRatio="none">${daily.map(
    (count, at) => {
      // One use among thousands is still seen.
      const tall = count === 0 ? 0 : Math.max(2, Math.round((count / most) * height))
      return html`<rect class="fill" x="${at * 10 + 1}" y="${height - tall}" width="8" height="${tall}"></rect>`
    },
  )}</svg>`
}
