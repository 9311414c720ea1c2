import type { FastifyReply } from 'fastify'

/** Since when the previous widgets are deprecated, and when they end (`RACCORD_PREVIOUS_…`). */
export interface PreviousDates {
  readonly deprecatedSince: Date
  /** The first instant at which they answer 410. */
  readonly sunset: Date
}

export interface Successor {
  /** Absolute. */
  readonly url: string
  /** Page for developers. */
  readonly noticeUrl: string
}

/** What every answer of a previous address says of itself: RFC 9745, RFC 8594, and where to go instead (RFC 5829). */
export function tellDeprecation(reply: FastifyReply, dates: PreviousDates, successor: Successor): void {
  reply
    .header('deprecation', `@${Math.floor(dates.deprecatedSince.getTime() / 1000)}`)
    .header('sunset', dates.sunset.toUTCString())
    .header(
      'link',
      `<${successor.noticeUrl}>; rel="deprecation"; type="text/html", <${successor.url}>; rel="successor-version"`,
    )
}
