/** A number whose digits a double would not keep (`12.10`, 19-digit ids): written back exactly as it came. */
interface RawJson {
  readonly rawJSON: string
}

// Shipped with V8 (JSON.parse source text access), not yet in TypeScript's library.
const json = JSON as typeof JSON & {
  rawJSON(text: string): RawJson
  isRawJSON(value: unknown): value is RawJson
}

/**
 * Parses a bank's JSON so that every number keeps its digits. Amounts arrive as numbers at some banks, and the entry as sent
 * must be kept to the letter. `undefined`: not JSON.
 */
export function parseBankJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
        ? json.rawJSON(context.source)
        : value,
    )
  } catch {
    return undefined
  }
}

/** The digits of a number of `parseBankJson`, exact or not. */
export function numberText(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return json.isRawJSON(value) ? value.rawJSON : undefined
}
