// Preloaded into the processes that `npm start` runs: when the parent vanishes without a word (kill -9,
// closed terminal), the channel to it closes, and the child ends as on SIGTERM instead of living on as an orphan.
if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    // An orphan that can't end in good order ends anyway.
    setTimeout(() => process.exit(1), 10_000).unref()
  })
  // The listener must not keep a process alive that has nothing else to do.
  process.channel.unref()
}
