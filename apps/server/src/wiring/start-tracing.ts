/** Sends what is traced to an OTLP/HTTP receiver, in batches. The SDK is loaded here and nowhere else: off, it costs nothing. */
export async function startTracing(url: string, version: string): Promise<{ stop(): Promise<void> }> {
  const [
    { context, trace },
    { AsyncLocalStorageContextManager },
    sdk,
    { OTLPTraceExporter },
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  // What is detected by itself (command line, host, user) is nobody's business.
  const resource = resourceFromAttributes({ 'service.name': 'raccord', 'service.version': version })
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: 5_000 })
  const provider = new sdk.TracerProvider({
    resource,
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000, maxQueueSize: 2_048 })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(provider)
  return {
    // A receiver that is away must not hold up the end.
    stop: () => provider.shutdown().catch(() => {}),
  }
}
