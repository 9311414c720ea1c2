export interface Streams {
  readonly out: (text: string) => void
  /** One line that is written over; empty wipes it. Only where a person looks on. */
  readonly progress: (text: string) => void
  readonly stdin: () => Promise<string>
  readonly env: Readonly<Record<string, string | undefined>>
}
