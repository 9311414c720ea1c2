import {
  type Attributes,
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api'

/**
 * Spans of what is done, for whoever switched them on (`RACCORD_TRACES_URL`). Without that the API below does nothing and keeps
 * nothing. A span carries names of routes, banks and outcomes, and counts: no id of a person, no address with a query, no
 * message of an error, which may quote either.
 */
const tracer = () => trace.getTracer('raccord')

export { type Span, SpanKind }

export function beginSpan(name: string, kind: SpanKind, attributes: Attributes): { span: Span; under: Context } {
  const span = tracer().startSpan(name, { kind, attributes })
  return { span, under: trace.setSpan(context.active(), span) }
}

export const runUnder = <T>(under: Context, work: () => T): T => context.with(under, work)

/** Runs `work` in a span that ends with it. What it throws marks the span, by its name alone. */
export function inSpan<T>(
  name: string,
  { kind = SpanKind.INTERNAL, ...attributes }: Attributes & { readonly kind?: SpanKind },
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return tracer().startActiveSpan(name, { kind, attributes }, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      failSpan(span, error instanceof Error ? error.name : 'unknown')
      throw error
    } finally {
      span.end()
    }
  })
}

export function failSpan(span: Span, reason: string): void {
  span.setAttribute('error.type', reason)
  span.setStatus({ code: SpanStatusCode.ERROR })
}

/** Where the running work belongs (W3C Trace Context, `traceparent`), to be given to a job; nothing while spans are off. */
export function traceparent(): string | undefined {
  const at = trace.getSpanContext(context.active())
  if (at === undefined || !trace.isSpanContextValid(at)) return undefined
  return `00-${at.traceId}-${at.spanId}-0${at.traceFlags & TraceFlags.SAMPLED}`
}

/** Runs `work` as part of what `traceparent` named; anything else begins a trace of its own. */
export function continueTrace<T>(parent: unknown, work: () => T): T {
  const [, traceId = '', spanId = '', flags] =
    typeof parent === 'string' ? (/^00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])$/.exec(parent) ?? []) : []
  const spanContext = { traceId, spanId, traceFlags: Number(flags ?? 0), isRemote: true }
  if (!trace.isSpanContextValid(spanContext)) return context.with(ROOT_CONTEXT, work)
  return context.with(trace.setSpanContext(ROOT_CONTEXT, spanContext), work)
}
